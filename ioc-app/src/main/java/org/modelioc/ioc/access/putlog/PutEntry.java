package org.modelioc.ioc.access.putlog;

/**
 * One put. Made once for each place of the queue and used again, so that logging a number allocates nothing.
 *
 * <p>A number is in the fields {@code …Number}; every other kind of value is an object, as in {@link PutLog}.
 */
final class PutEntry {

    long stamp;
    PutLog.Origin origin;
    String pv;
    double newNumber;
    double oldNumber;
    Object newOther;
    Object oldOther;

    void set(long putStamp, PutLog.Origin putOrigin, String putPv, double newValue, double oldValue) {
        stamp = putStamp;
        origin = putOrigin;
        pv = putPv;
        newNumber = newValue;
        oldNumber = oldValue;
        newOther = null;
        oldOther = null;
    }

    void set(long putStamp, PutLog.Origin putOrigin, String putPv, Object newValue, Object oldValue) {
        set(putStamp, putOrigin, putPv, Double.NaN, Double.NaN);
        newOther = newValue;
        oldOther = oldValue;
        if (newValue instanceof Number number) {
            newNumber = number.doubleValue();
        }
    }

    /** Whether the new value is one number, so that the least and the greatest of several can be told. */
    boolean isNumber() {
        return newOther == null || newOther instanceof Number;
    }

    Object newValue() {
        return newOther == null ? (Object) newNumber : newOther;
    }

    Object oldValue() {
        return newOther == null ? (Object) oldNumber : oldOther;
    }
}
