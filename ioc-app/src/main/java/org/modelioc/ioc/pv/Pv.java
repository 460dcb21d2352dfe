package org.modelioc.ioc.pv;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.jfr.AlarmEvent;
import org.modelioc.schema.type.PvType;

/**
 * One process variable: a value with its time stamp, alarm and metadata.
 *
 * <p><b>Threads.</b> All state changes under the PV's own monitor ({@code synchronized (pv)}). A reader that wants several
 * fields to belong together holds it while it reads; a subscriber is called with it held.
 *
 * <p><b>Writing.</b> A PV is read-only unless it was made with a {@link Setpoint}. The {@code put} methods come in the three
 * shapes that protocols carry; each checks, stores, stamps and posts in one step, or changes nothing and says why. A kind of
 * PV that clients may write overrides them; arrays and tables have others. A put of the value that is there already is a put
 * like any other: it stamps, posts and evaluates.
 */
public abstract sealed class Pv permits DoublePv, LongPv, EnumPv, StringPv, ArrayPv, TablePv, GroupPv {

    private static final long NANOS = 1_000_000_000L;

    /** Someone who is told of changes. */
    @FunctionalInterface
    public interface Subscriber {
        /**
         * The PV changed. Called with its monitor held: copy what is needed and return; never block.
         *
         * @param pv      the PV
         * @param changes bits of {@link Change}
         */
        void posted(Pv pv, int changes);
    }

    private static final Subscriber[] NOBODY = {};

    private final String name;
    private final PvType type;
    private final Setpoint setpoint;
    private volatile Subscriber[] subscribers = NOBODY;
    private volatile Metadata metadata;
    private Alarm alarm = Alarm.UNDEFINED;
    // with what the value was judged, so that it can be judged anew; null while the alarm stands for itself
    private Alarm cause;
    private long stamp = now();
    private int userTag;
    // what became of a put beyond the limits; null if nothing did
    private String clamped;
    private int posts;

    Pv(String name, PvType type, Metadata metadata, Setpoint setpoint) {
        this.name = name;
        this.type = type;
        this.metadata = metadata;
        this.setpoint = setpoint;
    }

    /**
     * The full name, prefix included.
     *
     * @return for example {@code "LEBT:SOL1:DI:SP"}
     */
    public final String name() {
        return name;
    }

    /**
     * What the value is.
     *
     * @return its type, shapes and choices included
     */
    public final PvType type() {
        return type;
    }

    /**
     * What describes the value, at present.
     *
     * @return the metadata
     */
    public final Metadata metadata() {
        return metadata;
    }

    /**
     * Exchanges what describes the value. The value is judged by it at once, and what has changed, alarm included, is told in
     * one update; its time stamp remains, unless the alarm changes.
     *
     * <p>Who changes a part of it holds the PV's monitor from reading the old one on.
     *
     * @param newMetadata from now on
     * @return bits of {@link Change} for what of it differs; 0 if nothing was done
     */
    public final synchronized int describe(Metadata newMetadata) {
        int changes = metadata.changes(newMetadata);
        if (changes == 0) {
            return 0;
        }
        metadata = newMetadata;
        described(newMetadata);
        Alarm judged = cause == null ? alarm : Alarm.worst(cause, judge());
        if (judged.equals(alarm)) {
            tell(changes);
        } else {
            announce(changes, now(), userTag, judged);
        }
        return changes;
    }

    /** There is other metadata. Monitor held. */
    abstract void described(Metadata newMetadata);

    /** What the present value is by itself. Monitor held. */
    abstract Alarm judge();

    /**
     * The present alarm. Hold the PV's monitor to read it together with the value.
     *
     * @return never null
     */
    public final Alarm alarm() {
        return alarm;
    }

    /**
     * Time of the value.
     *
     * @return nanoseconds since 1970-01-01 UTC
     */
    public final long stamp() {
        return stamp;
    }

    /**
     * Time of the value, whole seconds.
     *
     * @return seconds since 1970-01-01 UTC
     */
    public final long secondsPastEpoch() {
        return Math.floorDiv(stamp, NANOS);
    }

    /**
     * Time of the value, the rest of the second.
     *
     * @return nanoseconds, 0 to 999 999 999
     */
    public final int nanoseconds() {
        return (int) Math.floorMod(stamp, NANOS);
    }

    /**
     * The number of the evaluation that made the value.
     *
     * @return 0 for a value that no evaluation made
     */
    public final int userTag() {
        return userTag;
    }

    /**
     * Whether clients may put at all.
     *
     * @return false for a read-only PV
     */
    public final boolean writable() {
        return setpoint != null;
    }

    /**
     * The hook that accepts puts.
     *
     * @return null for a read-only PV
     */
    public final Setpoint setpoint() {
        return setpoint;
    }

    /**
     * Other PVs whose values are part of this one: a client may read it only if it may read them all.
     *
     * @return none for a PV with a value of its own
     */
    public List<Pv> shown() {
        return List.of();
    }

    /**
     * Brings up to date what is worked out only when somebody looks. To be called, with the PV's monitor held, before its whole
     * state is read and before a subscriber is added; may post.
     */
    public void refresh() {
        // most PVs are always up to date
    }

    /**
     * Whether anybody is subscribed at present.
     *
     * @return true if posts are heard
     */
    public final boolean observed() {
        return subscribers.length > 0;
    }

    /**
     * How often subscribers were told of changes, so that several of them see that it is the same post. Monitor held.
     *
     * @return a count since start, which overflows
     */
    public final int posts() {
        return posts;
    }

    /**
     * Somebody who is subscribed.
     *
     * @param which whom
     * @return the first one; null if there is none
     */
    public final Subscriber subscriber(Predicate<Subscriber> which) {
        for (Subscriber each : subscribers) {
            if (which.test(each)) {
                return each;
            }
        }
        return null;
    }

    /**
     * Adds a subscriber. It is first called at the next change; a caller that also wants the present state holds the
     * PV's monitor around both.
     *
     * @param subscriber who is told
     */
    public final synchronized void subscribe(Subscriber subscriber) {
        Subscriber[] more = Arrays.copyOf(subscribers, subscribers.length + 1);
        more[subscribers.length] = subscriber;
        subscribers = more;
    }

    /**
     * Removes a subscriber; after the return it is called no more.
     *
     * @param subscriber who was told
     */
    public final synchronized void unsubscribe(Subscriber subscriber) {
        for (int i = 0; i < subscribers.length; i++) {
            if (subscribers[i] == subscriber) {
                Subscriber[] fewer = new Subscriber[subscribers.length - 1];
                System.arraycopy(subscribers, 0, fewer, 0, i);
                System.arraycopy(subscribers, i + 1, fewer, i, fewer.length - i);
                subscribers = fewer;
                return;
            }
        }
    }

    /**
     * Sets the value from a floating-point number.
     *
     * @param value  the value, in units
     * @throws PutRejectedException if it may not be set; nothing changed
     */
    public void put(double value) throws PutRejectedException {
        throw readOnly();
    }

    /**
     * Sets the value from an integer.
     *
     * @param value  the value, in units
     * @throws PutRejectedException if it may not be set; nothing changed
     */
    public void put(long value) throws PutRejectedException {
        throw readOnly();
    }

    /**
     * Sets the value from text.
     *
     * @param value  the value: of a numeric PV as text without units, of an enum a choice or its index
     * @throws PutRejectedException if it may not be set; nothing changed
     */
    public void put(String value) throws PutRejectedException {
        throw readOnly();
    }

    /**
     * Sets the value from an integer without a sign.
     *
     * @param bits  the value; from 2^63 if negative as a long
     * @throws PutRejectedException if it may not be set; nothing changed
     */
    public final void putUnsigned(long bits) throws PutRejectedException {
        if (bits >= 0) {
            put(bits);
        } else {
            put(Long.toUnsignedString(bits));
        }
    }

    /**
     * Marks the value as no longer to be trusted and leaves it as it is.
     *
     * @param newStamp   the stamp of the evaluation that failed, nanoseconds since 1970
     * @param evaluation its number
     * @param why        why
     */
    public final synchronized void invalidate(long newStamp, int evaluation, Alarm why) {
        post(0, newStamp, evaluation, why);
    }

    /**
     * Adds an alarm, which does not hide a worse one, and leaves the value as it is.
     *
     * @param newStamp   the stamp, nanoseconds since 1970
     * @param evaluation the number of the last evaluation
     * @param why        the alarm
     */
    public final synchronized void mark(long newStamp, int evaluation, Alarm why) {
        cause = cause == null ? null : Alarm.worst(why, cause);
        announce(0, newStamp, evaluation, Alarm.worst(why, alarm));
    }

    /** Tells everyone of a value that a put stored. Monitor held. */
    final void stored(int changes, Alarm own) {
        post(changes, setpoint.stamp(), userTag, Alarm.NONE, own);
        setpoint.stored(this);
    }

    /** A put beyond the limits stored what they allow. Monitor held. */
    final void clamped(String sentence) {
        clamped = sentence;
    }

    /** What there is to say of a put beyond the limits. */
    static String clamped(String what, String put, String stored) {
        return what + " cannot be set to " + put + ", and was set to " + stored;
    }

    /**
     * What became of a put beyond the limits, once. Hold the PV's monitor from before the put on, so that it is told of that one.
     *
     * @return a sentence; null if no limit has moved what was put since it was last asked
     */
    public final synchronized String takeClamped() {
        String sentence = clamped;
        clamped = null;
        return sentence;
    }

    final void requireWritable() throws PutRejectedException {
        if (!writable()) {
            throw readOnly();
        }
        setpoint.admit(this);
    }

    /** The answer to a put that does not suit this kind of PV. */
    final PutRejectedException refused(String value, String taken) {
        return new PutRejectedException(name + " cannot be set to " + value + ": it takes " + taken);
    }

    /** The answer to a put to a read-only PV. */
    final PutRejectedException readOnly() {
        return new PutRejectedException(name + " is read-only: it is written by the IOC itself");
    }

    /**
     * Stores stamp, tag and alarm as they were at another time, and tells nobody. Monitor held.
     *
     * @return bits of {@link Change} for what differs now, with those given
     */
    final int keep(int changes, long newStamp, int newTag, Alarm newAlarm) {
        int all = changes | (stamp != newStamp ? Change.TIME : 0) | (userTag != newTag ? Change.TAG : 0)
            | difference(alarm, newAlarm);
        stamp = newStamp;
        userTag = newTag;
        alarm = newAlarm;
        cause = null;
        return all;
    }

    private static int difference(Alarm old, Alarm newAlarm) {
        if (old == newAlarm) {
            return 0;
        }
        return (old.severity() != newAlarm.severity() ? Change.SEVERITY : 0)
            | (old.condition() != newAlarm.condition() ? Change.CONDITION : 0)
            | (old.message().equals(newAlarm.message()) ? 0 : Change.MESSAGE);
    }

    /**
     * Stores stamp, tag and alarm beside a value just stored, and tells the subscribers. Monitor held.
     *
     * @param newCause what is wrong with it from outside
     * @param own      what it is by itself, as {@link #judge} says
     */
    final void post(int changes, long newStamp, int newTag, Alarm newCause, Alarm own) {
        cause = newCause;
        // a cause first: where it is as bad as a limit, it says more than the limit does
        announce(changes, newStamp, newTag, Alarm.worst(newCause, own));
    }

    /** As {@link #post(int, long, int, Alarm, Alarm)}, with an alarm that no metadata has to do with. */
    final void post(int changes, long newStamp, int newTag, Alarm newAlarm) {
        cause = null;
        announce(changes, newStamp, newTag, newAlarm);
    }

    private void announce(int changes, long newStamp, int newTag, Alarm newAlarm) {
        int all = changes | Change.TIME;
        stamp = newStamp;
        if (userTag != newTag) {
            userTag = newTag;
            all |= Change.TAG;
        }
        all |= difference(alarm, newAlarm);
        if ((all & Change.SEVERITY) != 0) {
            AlarmEvent.changed(name, alarm.severity(), newAlarm.severity(), newAlarm.condition(), newAlarm.message());
        }
        alarm = newAlarm;
        tell(all);
    }

    private void tell(int changes) {
        posts++;
        for (Subscriber subscriber : subscribers) {
            subscriber.posted(this, changes);
        }
    }

    /**
     * The present time.
     *
     * @return nanoseconds since 1970-01-01 UTC
     */
    public static long now() {
        Instant instant = Instant.now();
        return instant.getEpochSecond() * NANOS + instant.getNano();
    }
}
