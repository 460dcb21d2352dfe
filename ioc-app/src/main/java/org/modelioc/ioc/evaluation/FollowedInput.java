package org.modelioc.ioc.evaluation;

import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.link.LinkListener;
import org.modelioc.ioc.link.source.LinkedValue;
import org.modelioc.ioc.link.source.SourceDescription;
import org.modelioc.ioc.pv.ModelValue;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.schema.evaluation.EvaluationMode;
import org.modelioc.schema.link.FollowDefinition;

/**
 * An input that follows a live PV, unless the operator plays with it.
 *
 * <p>What the source sends goes to the PV and into every pipeline that is not in the mode WHAT-IF. In that mode the pipeline has
 * the values that the operator puts; as long as any pipeline of this input is in it, that is also what the PV shows.
 *
 * <p><b>Threads.</b> The link calls from a thread of its own, a change of mode comes from another: both under this object's
 * lock. Lock order: this, then the monitor of the PV, then the {@link InputSet}.
 */
final class FollowedInput extends InputFeed implements LinkListener {

    private final FollowDefinition definition;
    private final String modes;
    private final LinkAlarms alarms;
    private Pv pv;
    private LinkedNumbers numbers;
    private String text = "";
    private long stamp;
    private int tag;
    private boolean known;
    /** What is wrong with the link, so that its value does not count; {@link Alarm#NONE} if nothing. */
    private Alarm fault = Alarm.NONE;
    /** What the source says is wrong with its value, by the severity rule. */
    private Alarm passed = Alarm.NONE;

    /**
     * For one input.
     *
     * @param definition what it follows
     * @param units      its own units
     * @param modes      the PVs by which operators stop it from following, for people
     */
    FollowedInput(FollowDefinition definition, String units, String modes) {
        this.definition = definition;
        this.modes = modes;
        alarms = new LinkAlarms(definition, units);
    }

    /** The PV of this input; to be told before anything else. */
    void joins(Pv input) {
        pv = input;
        numbers = new LinkedNumbers(input.type(), definition.convert());
    }

    /** What it follows. */
    FollowDefinition definition() {
        return definition;
    }

    @Override
    boolean takesPuts(InputSet set) {
        return set.mode() == EvaluationMode.WHAT_IF;
    }

    /** Whether the operator's value is what counts in one of the pipelines. */
    private boolean whatIf() {
        for (int i = 0; i < slots().size(); i++) {
            if (takesPuts(slots().get(i).set())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void admit(Pv input) throws PutRejectedException {
        if (!whatIf()) {
            throw new PutRejectedException(input.name() + " follows " + definition.source()
                + (modes.isEmpty() ? " and takes no puts" : "; to put to it, set " + modes + " to WHAT-IF first"));
        }
    }

    @Override
    public synchronized void connected(SourceDescription source) {
        fault = alarms.connected(source);
        numbers.connected(source.choices());
        if (fault != Alarm.NONE) {
            stamp = Pv.now();
            publish();
        }
    }

    @Override
    public synchronized void received(LinkedValue value) {
        stamp = value.stamp() == 0 ? Pv.now() : value.stamp();
        tag = value.userTag();
        known = true;
        if (pv instanceof StringPv) {
            text = value.kind() == LinkedValue.Kind.TEXT || value.kind() == LinkedValue.Kind.ENUM ? value.text()
                : Double.toString(value.number());
            fault = alarms.arrived();
        } else {
            String misfit = numbers.take(value);
            fault = misfit.isEmpty() ? alarms.arrived() : alarms.misfit(misfit);
        }
        passed = alarms.passed(value);
        publish();
    }

    @Override
    public synchronized void stale(long since) {
        fault = alarms.stale(since);
        stamp = Pv.now();
        publish();
    }

    @Override
    public synchronized void disconnected(long since, String why) {
        fault = alarms.disconnected(since, why);
        stamp = Pv.now();
        publish();
    }

    // the lock is held
    private void publish() {
        Alarm alarm = Alarm.worst(fault, passed);
        if (!whatIf()) {
            Alarm own = show(alarm);
            alarm = alarm == Alarm.NONE && own != Alarm.NONE ? alarms.unusable(own) : alarm;
        }
        for (int i = 0; i < slots().size(); i++) {
            Slot slot = slots().get(i);
            if (!takesPuts(slot.set())) {
                slot.set().follow(slot.index(), numbers.values(), 0, stamp, tag, alarm);
            }
        }
        pull();
    }

    /** Shows the source's value on the PV; what keeps it from being one is the answer. */
    private Alarm show(Alarm alarm) {
        if (pv instanceof StringPv words) {
            words.follow(text, stamp, tag, alarm);
        } else if (known) {
            return ((ModelValue) pv).commit(numbers.values(), 0, stamp, tag, alarm);
        } else {
            pv.invalidate(stamp, tag, alarm);
        }
        return Alarm.NONE;
    }

    /**
     * Hands the value over to the operator: the pipeline begins with what was live, and what was wrong with the link is no
     * fault of a value that is the operator's. To be called once its mode is WHAT-IF.
     */
    synchronized void handOver(InputSet set) {
        if (pv instanceof StringPv || !known) {
            return;
        }
        synchronized (pv) {
            ((ModelValue) pv).commit(numbers.values(), 0, Pv.now(), 0, Alarm.NONE);
            for (int i = 0; i < slots().size(); i++) {
                Slot slot = slots().get(i);
                if (slot.set() == set) {
                    set.store(slot.index(), (ModelValue) pv, pv.stamp(), pv.alarm());
                }
            }
        }
    }

    /** Follows again: PV and pipelines get what is live. To be called once the mode is no longer WHAT-IF. */
    synchronized void resume() {
        publish();
    }
}
