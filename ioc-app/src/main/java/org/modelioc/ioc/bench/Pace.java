package org.modelioc.ioc.bench;

import java.util.concurrent.locks.LockSupport;

/**
 * When to ask next: at a rate, by the clock and not by the last answer, so that a slow answer delays what follows as it would in
 * life and is not left out (coordinated omission); or as soon as the last one is done.
 */
final class Pace {

    /** What stands for as fast as it goes. */
    static final double UNLIMITED = 0;

    private static final long SPIN_NANOS = 100_000;

    private final double rate;
    private final long start = System.nanoTime();
    private long asked;

    /** So many a second, or {@link #UNLIMITED}. */
    Pace(double rate) {
        this.rate = rate;
    }

    /** Waits until the next one is due; gives when it was, {@link System#nanoTime}. */
    long next() {
        if (rate == UNLIMITED) {
            return System.nanoTime();
        }
        long due = start + (long) (asked++ * 1e9 / rate);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (left > SPIN_NANOS) {
                LockSupport.parkNanos(left - SPIN_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
        return due;
    }

    static String text(double rate) {
        return rate == UNLIMITED ? "one after the other" : (rate == Math.rint(rate) ? Long.toString((long) rate)
            : Double.toString(rate)) + "/s";
    }
}
