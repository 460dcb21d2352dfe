package org.modelioc.screens.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.modelioc.screens.bob.Box;
import org.modelioc.screens.bob.Widget;
import org.modelioc.screens.bob.Widgets;

/** Built-in PVs below each other, each with a label. */
final class Fields {

    /** Width of a label. */
    static final int LABEL = 200;

    private static final int UNIT = 40;

    private Fields() {
    }

    /**
     * One PV and what it is called.
     *
     * @param name   below the prefix, the pipeline or the model
     * @param label  what an operator reads
     * @param number whether it is a number, which stands to the right
     * @param scale  in which unit it is shown, if not in that of the PV
     */
    record Field(String name, String label, boolean number, Optional<Scale> scale) {
        static Field number(String name, String label) {
            return new Field(name, label, true, Optional.empty());
        }

        static Field number(String name, String label, Scale scale) {
            return new Field(name, label, true, Optional.of(scale));
        }

        static Field text(String name, String label) {
            return new Field(name, label, false, Optional.empty());
        }
    }

    /**
     * A unit that people read, for PVs that count smaller ones.
     *
     * @param unit   the unit
     * @param factor by which the number of the PV is multiplied, as Phoebus' formulas write it
     */
    record Scale(String unit, String factor) {
        /** Of bytes. */
        static final Scale MEGABYTES = new Scale("MB", "0.000001");
        /** Of bytes a second. */
        static final Scale KILOBYTES_A_SECOND = new Scale("kB/s", "0.001");
    }

    /** Makes the full name of a PV. */
    @FunctionalInterface
    interface Naming {
        String full(String name);
    }

    /** Labels and values from the top left of a group. */
    static List<Widget> of(List<Field> fields, int valueWidth, Naming naming) {
        List<Widget> widgets = new ArrayList<>();
        int y = 0;
        for (Field field : fields) {
            String pv = naming.full(field.name());
            Box box = new Box(LABEL + Grid.STEP, y, valueWidth, Grid.LINE);
            widgets.add(Widgets.label(new Box(0, y, LABEL, Grid.LINE), field.label()));
            if (field.scale().isPresent()) {
                Scale scale = field.scale().get();
                int number = valueWidth - Grid.STEP - UNIT;
                widgets.add(Widgets.scaled(new Box(box.x(), y, number, Grid.LINE), pv, scale.factor()));
                widgets.add(Widgets.label(new Box(box.x() + number + Grid.STEP, y, UNIT, Grid.LINE), scale.unit()));
            } else {
                widgets.add(field.number() ? Widgets.number(box, pv) : Widgets.text(box, pv));
            }
            y += Grid.PITCH;
        }
        return widgets;
    }

    /** A latency, from tenths of a µs to minutes in the same field. */
    static Widget microseconds(Box box, String pv) {
        return Widgets.number(box, pv).with(p -> p.choice("format", "Decimal").whole("precision", 1));
    }

    /** A titled group of them. */
    static Widget group(int x, int y, int valueWidth, String title, List<Field> fields, Naming naming) {
        return Widgets.group(new Box(x, y, width(valueWidth), height(fields.size())), title, of(fields, valueWidth, naming));
    }

    /** Width of a group. */
    static int width(int valueWidth) {
        return Grid.up(LABEL + Grid.STEP + valueWidth + 2 * Widgets.GROUP_FRAME);
    }

    /** Height of a group. */
    static int height(int fields) {
        return Grid.up(Grid.rows(fields) + 2 * Widgets.GROUP_FRAME);
    }
}
