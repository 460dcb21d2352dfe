package org.modelioc.screens.block;

import java.util.ArrayList;
import java.util.List;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.screens.bob.Action;
import org.modelioc.screens.bob.Box;
import org.modelioc.screens.bob.Display;
import org.modelioc.screens.bob.Widget;
import org.modelioc.screens.bob.Widgets;

/** What a model is and does: its card, version, state and device; loading another version, and back again. */
public final class ModelScreen {

    private static final List<Fields.Field> CARD = List.of(
        Fields.Field.text("NAME", "Name"), Fields.Field.text("VERSION", "Version"), Fields.Field.text("SHA256", "SHA-256"),
        Fields.Field.text("ENGINE", "Engine"), Fields.Field.text("DEVICE", "Device"), Fields.Field.text("STATE", "State"),
        Fields.Field.text("MESSAGE", "Message"), Fields.Field.number("SWAPS", "Versions taken over since start"));
    private static final String LOAD = BuiltInNames.MODEL + "LOAD";
    private static final String ROLLBACK = BuiltInNames.MODEL + "ROLLBACK";
    private static final int VALUE_WIDTH = 560;
    private static final int ROLLBACK_WIDTH = 160;

    private ModelScreen() {
    }

    /**
     * Whether there is anything to show.
     *
     * @param site the IOC
     * @return true if its models have PVs
     */
    public static boolean exists(Site site) {
        return !card(site).isEmpty();
    }

    /**
     * The screen.
     *
     * @param site  the IOC
     * @param width its width
     * @return the display, with the macros P, PIPE and MODEL
     */
    public static Display screen(Site site, int width) {
        List<Widget> widgets = new ArrayList<>(Header.of("Model $(MODEL)", width, Screens.links(site, Links.MODEL)));
        widgets.addAll(Header.message(Header.BOTTOM, width));
        Widget card = Fields.group(Header.MARGIN, Header.BOTTOM + Grid.PITCH, VALUE_WIDTH, "Card and state", card(site),
            name -> Site.modelPv(BuiltInNames.MODEL + name));
        widgets.add(card);
        int bottom = card.box().bottom();
        List<Widget> version = version(site);
        if (!version.isEmpty()) {
            int height = version.getLast().box().bottom();
            Box box = new Box(Header.MARGIN, bottom + Grid.STEP, card.box().width(),
                Grid.up(height + 2 * Widgets.GROUP_FRAME));
            widgets.add(Widgets.group(box, "Another version", version));
            bottom = box.bottom();
        }
        return new Display("Model $(MODEL)", StatusStrip.macros(site), width, bottom + Header.MARGIN, widgets);
    }

    private static List<Fields.Field> card(Site site) {
        return CARD.stream().filter(field -> site.modelsHave(BuiltInNames.MODEL + field.name())).toList();
    }

    private static List<Widget> version(Site site) {
        List<Widget> widgets = new ArrayList<>();
        int y = 0;
        if (site.modelsHave(LOAD)) {
            widgets.add(Widgets.label(new Box(0, y, Fields.LABEL, Grid.LINE), "Load the version in folder"));
            widgets.add(Widgets.entry(new Box(Fields.LABEL + Grid.STEP, y, VALUE_WIDTH, Grid.LINE), Site.modelPv(LOAD))
                .with(p -> p.choice("horizontal_alignment", "Left").choice("format", "String")));
            y += Grid.PITCH;
        }
        if (site.modelsHave(ROLLBACK)) {
            widgets.add(Widgets.label(new Box(0, y, Fields.LABEL, Grid.BUTTON), "Back to the one before"));
            widgets.add(Widgets.button(new Box(Fields.LABEL + Grid.STEP, y, ROLLBACK_WIDTH, Grid.BUTTON), "Roll back",
                "The model that ran before $(MODEL) changed last will run again. Roll back?",
                new Action.WritePv("Run the model that ran before", Site.modelPv(ROLLBACK), "1")));
        }
        return widgets;
    }
}
