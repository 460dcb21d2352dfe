package org.modelioc.ioc.pv;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.schema.type.PvType;

/**
 * One evaluation of a pipeline as a whole: the inputs that were used and the outputs that were made of them, always set together.
 * Its user tag is the id of the evaluation.
 *
 * <p>Read-only. Each member is shown by a PV of its own, a copy that nobody else serves, so that it keeps the value that the
 * evaluation had while the PV itself goes on. The copies are made when somebody looks for the first time, and change under the
 * monitor of the group.
 */
public final class GroupPv extends Pv {

    private final List<Pv> shown;
    private final Supplier<List<Member>> maker;
    private final Consumer<GroupPv> filler;
    private final int[] changes;
    private volatile List<Member> members;
    private String mode = "";

    /**
     * One PV of the group.
     *
     * @param field the name of its field, different from those of all others of its side
     * @param input whether it is an input; otherwise an output
     * @param pv    the PV itself
     * @param copy  shows what it was in the evaluation
     */
    public record Member(String field, boolean input, Pv pv, Pv copy) {
    }

    /**
     * A group.
     *
     * @param name     full name
     * @param metadata what describes it
     * @param shown    its PVs, scalars, enums and arrays: the inputs first
     * @param maker    makes a member of each of them, in the same order; called once, with the group's monitor held
     * @param filler   sets it if it is not up to date; called with its monitor held
     */
    public GroupPv(String name, Metadata metadata, List<Pv> shown, Supplier<List<Member>> maker, Consumer<GroupPv> filler) {
        super(name, new PvType.Group(shown.stream().map(Pv::name).toList()), metadata, null);
        this.shown = List.copyOf(shown);
        this.maker = maker;
        this.filler = filler;
        changes = new int[shown.size()];
    }

    /**
     * The names of fields for some PVs: what stands in their names with everything that no field name may have replaced by
     * {@code _}; the second of two that are the same has {@code _2} behind it.
     *
     * @param names names of PVs, each once
     * @return a field name for each, all different
     */
    public static List<String> fieldNames(List<String> names) {
        List<String> fields = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (String name : names) {
            String plain = plain(name);
            String base = plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? '_' + plain : plain;
            String field = base;
            for (int i = 2; !taken.add(field); i++) {
                field = base + '_' + i;
            }
            fields.add(field);
        }
        return fields;
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        name.codePoints().forEach(point -> plain.appendCodePoint(point >= 'A' && point <= 'Z' || point >= 'a' && point <= 'z'
            || point >= '0' && point <= '9' ? point : '_'));
        return plain.toString();
    }

    /**
     * Its PVs. Whoever asks first waits until they are made; may be called by any thread.
     *
     * @return constant: the inputs first
     */
    public List<Member> members() {
        List<Member> made = members;
        return made == null ? make() : made;
    }

    private synchronized List<Member> make() {
        if (members == null) {
            members = List.copyOf(maker.get());
        }
        return members;
    }

    /**
     * The mode of the pipeline. Hold the monitor to read it together with the rest.
     *
     * @return as its own PV says it; empty before the first evaluation
     */
    public String mode() {
        return mode;
    }

    /**
     * What the last post changed in a member. The monitor is held.
     *
     * @param member its place among {@link #members()}
     * @return bits of {@link Change}
     */
    public int changes(int member) {
        return changes[member];
    }

    /**
     * Notes what changed in a member since the last {@link #set}. The monitor is held.
     *
     * @param member its place among {@link #members()}
     * @param bits   bits of {@link Change}
     */
    public void changed(int member, int bits) {
        changes[member] = bits;
    }

    /**
     * Sets what belongs to all members and tells the subscribers, once the members' copies are set.
     *
     * @param newMode    the mode of the pipeline
     * @param stamp      the stamp of the evaluation, nanoseconds since 1970
     * @param evaluation its id
     * @param alarm      the worst alarm
     */
    public synchronized void set(String newMode, long stamp, int evaluation, Alarm alarm) {
        mode = newMode;
        post(Change.VALUE, stamp, evaluation, alarm);
    }

    @Override
    void described(Metadata newMetadata) {
        // nothing is judged by it
    }

    @Override
    Alarm judge() {
        return alarm();
    }

    @Override
    public List<Pv> shown() {
        return shown;
    }

    @Override
    public void refresh() {
        filler.accept(this);
    }
}
