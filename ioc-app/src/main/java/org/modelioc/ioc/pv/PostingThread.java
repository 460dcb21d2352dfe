package org.modelioc.ioc.pv;

import java.util.Arrays;

/**
 * A thread that sets many PVs one after the other, as an evaluation does with its outputs. Whoever is told of them and would
 * wake another thread for each, puts that off until the last one is set: a hundred subscribers of a thousand outputs are then a
 * hundred wake-ups, not a hundred thousand, and each of them is sent what there is in one piece.
 *
 * <p>Nothing is allocated in steady state. {@link #begin} and {@link #end} do nothing on other threads; rows do not nest.
 */
public final class PostingThread extends Thread {

    private static final int FEW = 16;

    private Runnable[] waiting = new Runnable[FEW];
    private int count;
    private boolean posting;

    /**
     * A thread that is not started yet.
     *
     * @param name of the thread
     * @param body what it does
     */
    public PostingThread(String name, Runnable body) {
        super(body, name);
    }

    /** Begins a row of posts. */
    public static void begin() {
        if (currentThread() instanceof PostingThread thread) {
            thread.posting = true;
        }
    }

    /** Ends the row: does what was put off. */
    public static void end() {
        if (currentThread() instanceof PostingThread thread) {
            thread.posting = false;
            for (int i = 0; i < thread.count; i++) {
                thread.waiting[i].run();
                thread.waiting[i] = null;
            }
            thread.count = 0;
        }
    }

    /**
     * The calling thread.
     *
     * @return null if it is not within a row of posts
     */
    public static PostingThread current() {
        return currentThread() instanceof PostingThread thread && thread.posting ? thread : null;
    }

    /**
     * Puts something off to the end of the row. To be called by the thread itself.
     *
     * @param wakeUp short, and never throws
     */
    public void postpone(Runnable wakeUp) {
        if (count == waiting.length) {
            waiting = Arrays.copyOf(waiting, 2 * count);
        }
        waiting[count++] = wakeUp;
    }
}
