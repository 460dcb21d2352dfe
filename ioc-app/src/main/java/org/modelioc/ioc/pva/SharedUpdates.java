package org.modelioc.ioc.pva;

import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.EnumPv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Pv;

/**
 * Makes one update for all subscriptions of a PV that want the same fields. A hundred clients that watch the same screen are
 * then a hundred references to a few bytes, instead of a hundred structures that are filled and read again.
 *
 * <p>Guarded by the monitor of the PV, but for {@link #recycle}. In steady state it allocates nothing.
 */
final class SharedUpdates {

    private static final int KEPT = 16;

    private final FieldSelection selection;
    /** Made when there are two to share. */
    private PvImage image;
    private int subscriptions;
    private SharedUpdate current;
    /** What the current one tells: nothing, if it is null. */
    private int post;
    private int changes;
    private final Object recycling = new Object();
    /** Guarded by {@link #recycling}. */
    private final SharedUpdate[] free = new SharedUpdate[KEPT];
    private int freeCount;

    SharedUpdates(FieldSelection selection) {
        this.selection = selection;
    }

    /** Whether the updates of a PV are small and of one size, mostly. */
    static boolean suit(Pv pv) {
        return pv instanceof DoublePv || pv instanceof LongPv || pv instanceof EnumPv;
    }

    void subscribed() {
        subscriptions++;
    }

    void unsubscribed() {
        subscriptions--;
    }

    /** Whether there is somebody to share with. */
    boolean shared() {
        return subscriptions > 1;
    }

    /**
     * The update of the present post.
     *
     * @param newChanges bits of {@link org.modelioc.ioc.pv.Change}
     * @return to be released; null if no selected field is touched
     */
    SharedUpdate take(Pv pv, int newChanges) {
        if (post != pv.posts() || changes != newChanges) {
            if (current != null) {
                current.close();
            }
            current = make(pv, newChanges);
            post = pv.posts();
            changes = newChanges;
        }
        if (current != null) {
            current.take();
        }
        return current;
    }

    private SharedUpdate make(Pv pv, int newChanges) {
        image = image == null ? new PvImage(selection) : image;
        SharedUpdate update = next();
        if (!image.copy(pv, newChanges, update.changed(), null)) {
            recycle(update);
            return null;
        }
        update.encode(image.structure());
        return update;
    }

    private SharedUpdate next() {
        synchronized (recycling) {
            if (freeCount > 0) {
                return free[--freeCount];
            }
        }
        return new SharedUpdate(this, selection.fields().length);
    }

    /** Nobody has it any more. Any thread. */
    void recycle(SharedUpdate update) {
        update.changed().clear();
        synchronized (recycling) {
            if (freeCount < KEPT) {
                free[freeCount++] = update;
            }
        }
    }
}
