package org.modelioc.screens.block;

import java.util.ArrayList;
import java.util.List;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.screens.bob.Box;
import org.modelioc.screens.bob.NamedFont;
import org.modelioc.screens.bob.Widget;
import org.modelioc.screens.bob.Widgets;

/** What every screen begins with: its title, and buttons to the others. */
public final class Header {

    /** Margin of a screen at all sides. */
    public static final int MARGIN = Grid.STEP;
    /** Where what follows begins. */
    public static final int BOTTOM = MARGIN + Grid.BUTTON + Grid.STEP;

    private static final int MESSAGE_LABEL = 140;

    private Header() {
    }

    /**
     * Title and buttons.
     *
     * @param title   the title, may hold macros
     * @param width   width of the screen
     * @param targets where the buttons lead
     * @return widgets above {@link #BOTTOM}
     */
    public static List<Widget> of(String title, int width, List<Links.Target> targets) {
        List<Widget> widgets = new ArrayList<>();
        int room = width - 2 * MARGIN - targets.size() * (Links.BUTTON_WIDTH + Grid.STEP);
        widgets.add(Widgets.label(new Box(MARGIN, MARGIN, room, Grid.BUTTON), Texts.fit(title, NamedFont.HEADER_1, room),
            NamedFont.HEADER_1));
        widgets.addAll(Links.line(width - MARGIN, MARGIN, targets));
        return widgets;
    }

    /**
     * The last message of the IOC, where a refused put tells its reason: Phoebus itself shows operators nothing.
     *
     * @param y     upper edge
     * @param width width of the screen
     * @return a label and a text, {@link Grid#LINE} high
     */
    public static List<Widget> message(int y, int width) {
        int x = MARGIN + MESSAGE_LABEL + Grid.STEP;
        return List.of(Widgets.label(new Box(MARGIN, y, MESSAGE_LABEL, Grid.LINE), "Last message"),
            Widgets.text(new Box(x, y, width - MARGIN - x, Grid.LINE), Site.pv(BuiltInNames.MESSAGE)));
    }
}
