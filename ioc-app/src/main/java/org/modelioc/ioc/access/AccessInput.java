package org.modelioc.ioc.access;

import org.modelioc.schema.alarm.AlarmSeverity;

/** A PV that rules calculate with ({@code INPA}), wherever it is. */
public interface AccessInput extends AutoCloseable {

    /** Who is told of it. */
    @FunctionalInterface
    interface Follower {

        /**
         * The present value. Never blocks.
         *
         * @param value    as a number
         * @param severity of its alarm; INVALID also while it is not connected
         */
        void changed(double value, AlarmSeverity severity);
    }

    /**
     * Tells the present value at once, and every change from then on. Called once.
     *
     * @param follower who is told, by one thread at a time
     */
    void follow(Follower follower);

    /** Ends that. */
    @Override
    void close();
}
