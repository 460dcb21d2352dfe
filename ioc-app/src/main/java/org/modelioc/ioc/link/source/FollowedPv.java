package org.modelioc.ioc.link.source;

/**
 * One PV that a client looks for and follows. Protocols add what they need to know of it. Belongs to the thread of its client.
 */
public abstract class FollowedPv {

    private final int id;
    private final String name;
    private final SourceListener listener;
    private final ValueBuffer value = new ValueBuffer();
    private ServerConnection connection;
    private boolean live;
    private boolean answered;
    private boolean dropped;
    private long attachedAt;
    private String lastReason = "";
    // of the search
    private long due;
    private long period;
    private int failures;

    /**
     * A PV.
     *
     * @param id       its number, unique in its client
     * @param name     the name to look for
     * @param listener hears of it
     */
    protected FollowedPv(int id, String name, SourceListener listener) {
        this.id = id;
        this.name = name;
        this.listener = listener;
    }

    /** Its number in this client, by which servers refer to it. */
    public final int id() {
        return id;
    }

    /** The name to look for. */
    public final String name() {
        return name;
    }

    /** Where updates are put. */
    public final ValueBuffer value() {
        return value;
    }

    /** Whether updates come. */
    public final boolean isLive() {
        return live;
    }

    /** The connection to its server; null while it is looked for. */
    public final ServerConnection connection() {
        return connection;
    }

    /**
     * The value has been updated: tells the listener, and before the first update what the source is.
     *
     * @param unitsCut whether units may have lost their end
     */
    public final void updated(boolean unitsCut) {
        if (dropped) {
            return;
        }
        if (!live || !value.isDescribed()) {
            live = true;
            answered = true;
            failures = 0;
            lastReason = "";
            value.described();
            listener.connected(new SourceDescription(connection.server(), value.kind(), value.type(), value.units(), unitsCut,
                value.choices()));
        }
        listener.received(value);
    }

    /**
     * The source cannot be followed for now.
     *
     * @param why one line
     */
    public final void unavailable(String why) {
        live = false;
        answered = true;
        if (!dropped && !why.equals(lastReason)) {
            lastReason = why;
            listener.disconnected(why);
        }
    }

    /** Forgets what an earlier connection brought. */
    protected void reset() {
        value.reset();
    }

    final void attach(ServerConnection server, long now) {
        connection = server;
        attachedAt = now;
        answered = false;
        reset();
    }

    final void detach() {
        connection = null;
        live = false;
    }

    /** Whether its server gave a value or a reason for giving none. */
    final boolean isAnswered() {
        return answered;
    }

    final long attachedAt() {
        return attachedAt;
    }

    final void drop() {
        dropped = true;
        live = false;
    }

    final boolean isDropped() {
        return dropped;
    }

    /** Counts a failure; returns how many there were before since its last value. */
    final int failed() {
        return failures++;
    }

    final long due() {
        return due;
    }

    final long period() {
        return period;
    }

    final void schedule(long newDue, long newPeriod) {
        due = newDue;
        period = newPeriod;
    }
}
