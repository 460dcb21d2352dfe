package org.modelioc.ioc.access.putlog;

/** Where puts are logged. Thread-safe; never blocks. */
public interface PutLog {

    /** No log. */
    PutLog NONE = new PutLog() {
        @Override
        public boolean wants(boolean trapped) {
            return false;
        }

        @Override
        public void add(long stamp, Origin origin, String pv, double newValue, double oldValue) {
            throw new IllegalStateException("not wanted");
        }

        @Override
        public void add(long stamp, Origin origin, String pv, Object newValue, Object oldValue) {
            throw new IllegalStateException("not wanted");
        }
    };

    /**
     * Who puts.
     *
     * @param user the user name that the client claims, may be empty
     * @param host the host name that it claims, or its address
     * @param peer the address that it connects from, may be empty
     */
    record Origin(String user, String host, String peer) {
    }

    /**
     * Whether a put is to be logged.
     *
     * @param trapped whether the rule that allows it says TRAPWRITE
     * @return true if so
     */
    boolean wants(boolean trapped);

    /**
     * Logs a put of a number.
     *
     * @param stamp    time of the put, nanoseconds since 1970
     * @param origin   who
     * @param pv       full name of the PV
     * @param newValue the value after the put
     * @param oldValue the value before it
     */
    void add(long stamp, Origin origin, String pv, double newValue, double oldValue);

    /**
     * Logs a put of any other value.
     *
     * @param stamp    time of the put, nanoseconds since 1970
     * @param origin   who
     * @param pv       full name of the PV
     * @param newValue the value after the put: a whole number, a Boolean, a String, an {@link ArrayValue}, or a map from
     *                 columns to those
     * @param oldValue the value before it
     */
    void add(long stamp, Origin origin, String pv, Object newValue, Object oldValue);
}
