package org.modelioc.ioc.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.Change;
import org.modelioc.ioc.pv.GroupPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.ModelValue;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.TablePv;
import org.modelioc.schema.pv.BuiltInNames;

/**
 * The last evaluation of a pipeline as a whole: one PV with a structure, one with a table. Both show the inputs that were
 * used, not those that there are now, and the outputs that were made of them. Images and tables are no part of them.
 *
 * <p>An evaluation only notes its numbers and alarms; a PV is filled from them while somebody is subscribed to it, or when
 * somebody reads it. What shows the single PVs is made when somebody looks for the first time: it is as many PVs again. Units
 * and whatever else describes a PV are its present ones at that time.
 *
 * <p><b>Threads.</b> {@link #changed} is called by whoever commits, invalidates or marks the outputs: never two at a time. Lock
 * order: the monitor of the table, that of the group, this.
 */
public final class EvaluationViews implements OutputSet.Audience {

    private static final int EVERYTHING = ~Change.METADATA;

    /**
     * A PV of the pipeline.
     *
     * @param name     below the prefix
     * @param input    whether it is an input
     * @param slot     its place among the inputs, -1 of an output
     * @param offset   where its numbers are among those taken
     * @param followed whether its alarm is that of a link, which knows nothing of limits
     * @param pv       the PV itself
     */
    record Part(String name, boolean input, int slot, int offset, boolean followed, Pv pv) {
    }

    private final InputSet inputs;
    private final double[] taken;
    private final Part[] parts;
    private final UnaryOperator<Pv> copies;
    private final GroupPv group;
    private final EvaluationTable table;

    // what the last evaluation was, part by part
    private final double[] values;
    private final int[] offsets;
    private final long[] stamps;
    private final int[] tags;
    private final Alarm[] alarms;
    private final boolean[] dirty;
    private String mode = "";
    private long stamp;
    private int evaluation;
    private Alarm cause = Alarm.UNDEFINED;
    private long version;

    // what the group shows; guarded by its monitor
    private Metadata[] described;
    private long shown;
    private long fills;
    private Alarm worst = Alarm.NONE;
    private Alarm named = Alarm.NONE;
    private int namedPart = -1;

    /**
     * For one pipeline.
     *
     * @param pipeline full name of the pipeline and a colon
     * @param inputs   what the evaluations take
     * @param taken    the numbers taken, as their row has them
     * @param parts    the PVs, inputs first
     * @param copies   makes an undefined PV like another one
     */
    EvaluationViews(String pipeline, InputSet inputs, double[] taken, List<Part> parts, UnaryOperator<Pv> copies) {
        this.copies = copies;
        this.inputs = inputs;
        this.taken = taken;
        this.parts = parts.toArray(Part[]::new);
        int count = parts.size();
        offsets = new int[count + 1];
        for (int i = 0; i < count; i++) {
            offsets[i + 1] = offsets[i] + parts.get(i).pv.type().elements();
        }
        values = new double[offsets[count]];
        Arrays.fill(values, Double.NaN);
        stamps = new long[count];
        tags = new int[count];
        alarms = new Alarm[count];
        Arrays.fill(alarms, Alarm.UNDEFINED);
        dirty = new boolean[count];
        group = new GroupPv(pipeline + BuiltInNames.EVAL_GROUP, Metadata.builtIn(
            "Inputs and outputs of the last evaluation, in one structure", ""), parts.stream().map(Part::pv).toList(),
            this::members, this::fill);
        table = new EvaluationTable(pipeline, group, () -> fills);
    }

    private List<GroupPv.Member> members() {
        described = new Metadata[parts.length];
        List<GroupPv.Member> members = new ArrayList<>();
        for (boolean side : new boolean[] {true, false}) {
            List<Part> those = Arrays.stream(parts).filter(part -> part.input == side).toList();
            List<String> fields = GroupPv.fieldNames(those.stream().map(Part::name).toList());
            for (int i = 0; i < those.size(); i++) {
                members.add(new GroupPv.Member(fields.get(i), side, those.get(i).pv, copies.apply(those.get(i).pv)));
            }
        }
        return members;
    }

    /**
     * All in one structure.
     *
     * @return a PV that is up to date when it is read through {@link Pv#refresh}
     */
    public GroupPv group() {
        return group;
    }

    /**
     * The scalars and enums as a table.
     *
     * @return a PV that is up to date when it is read through {@link Pv#refresh}
     */
    public TablePv table() {
        return table.pv();
    }

    @Override
    public void changed(long newStamp, int newEvaluation, Alarm newCause) {
        synchronized (this) {
            for (int i = 0; i < parts.length; i++) {
                if (parts[i].input) {
                    takeInput(i);
                } else {
                    takeOutput(i, newStamp, newEvaluation);
                }
            }
            mode = inputs.takenMode().choice();
            stamp = newStamp;
            evaluation = newEvaluation;
            cause = newCause;
            version++;
        }
        refresh(group);
        refresh(table.pv());
    }

    private void takeInput(int i) {
        int slot = parts[i].slot;
        if (inputs.refreshed(slot)) {
            System.arraycopy(taken, parts[i].offset, values, offsets[i], offsets[i + 1] - offsets[i]);
            stamps[i] = inputs.takenStamp(slot);
            tags[i] = inputs.takenTag(slot);
            alarms[i] = inputs.takenAlarm(slot);
            dirty[i] = true;
        }
    }

    // the thread that is here is the only one that writes outputs
    private void takeOutput(int i, long newStamp, int newEvaluation) {
        ((ModelValue) parts[i].pv).read(values, offsets[i]);
        stamps[i] = newStamp;
        tags[i] = newEvaluation;
        alarms[i] = parts[i].pv.alarm();
        dirty[i] = true;
    }

    private static void refresh(Pv view) {
        if (view.observed()) {
            synchronized (view) {
                view.refresh();
            }
        }
    }

    /** Brings the group up to date; its monitor is held. */
    private void fill(GroupPv to) {
        List<GroupPv.Member> members = to.members();
        String newMode;
        long newStamp;
        int newEvaluation;
        synchronized (this) {
            boolean changed = shown != version;
            shown = version;
            for (int i = 0; i < parts.length; i++) {
                Pv copy = members.get(i).copy();
                int bits = describe(i, copy);
                // anew after its description, because a followed one is judged by limits
                bits |= dirty[i] || bits != 0 && alarms[i] != Alarm.UNDEFINED ? show(i, copy) : 0;
                dirty[i] = false;
                to.changed(i, bits);
                changed |= bits != 0;
            }
            if (!changed || version == 0) {
                return;
            }
            fills++;
            worst = worst();
            newMode = mode;
            newStamp = stamp;
            newEvaluation = evaluation;
        }
        to.set(newMode, newStamp, newEvaluation, worst);
    }

    /** Lets a copy have the present description of its PV; tells what differs. */
    private int describe(int i, Pv copy) {
        Metadata present = parts[i].pv.metadata();
        if (described[i] == present) {
            return 0;
        }
        described[i] = present;
        return copy.describe(present);
    }

    private int show(int i, Pv copy) {
        ModelValue value = (ModelValue) copy;
        if (parts[i].followed) {
            value.commit(values, offsets[i], stamps[i], tags[i], alarms[i]);
            return EVERYTHING;
        }
        return value.show(values, offsets[i], stamps[i], tags[i], alarms[i]);
    }

    /** What is wrong with all outputs, or a worse alarm of one of them, by its name. */
    private Alarm worst() {
        Alarm found = cause;
        int part = -1;
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].input && alarms[i].severity().compareTo(found.severity()) > 0) {
                found = alarms[i];
                part = i;
            }
        }
        if (part < 0) {
            return found;
        }
        if (part != namedPart || !named.message().endsWith(found.message()) || named.severity() != found.severity()
                || named.condition() != found.condition()) {
            namedPart = part;
            named = new Alarm(found.severity(), found.condition(), "OUTPUT " + parts[part].name + ": " + found.message());
        }
        return named;
    }
}
