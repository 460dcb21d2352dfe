package org.modelioc.screens.block;

import java.util.ArrayList;
import java.util.List;
import org.modelioc.screens.bob.Box;
import org.modelioc.screens.bob.Widget;
import org.modelioc.screens.bob.Widgets;

/** Built-in PVs below each other, each with a label. */
final class Fields {

    /** Width of a label. */
    static final int LABEL = 200;

    private Fields() {
    }

    /**
     * One PV and what it is called.
     *
     * @param name   below the prefix, the pipeline or the model
     * @param label  what an operator reads
     * @param number whether it is a number, which stands to the right
     */
    record Field(String name, String label, boolean number) {
        static Field number(String name, String label) {
            return new Field(name, label, true);
        }

        static Field text(String name, String label) {
            return new Field(name, label, false);
        }
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
            widgets.add(field.number() ? Widgets.number(box, pv) : Widgets.text(box, pv));
            y += Grid.PITCH;
        }
        return widgets;
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
