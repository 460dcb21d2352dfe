package org.modelioc.screens.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.screens.bob.Box;
import org.modelioc.screens.bob.NamedFont;
import org.modelioc.screens.bob.Widget;
import org.modelioc.screens.bob.Widgets;

/** The clients of the server of a protocol: how many, how much, and which of them are slow. */
final class ClientsPanel {

    private static final int TABLE_HEIGHT = 260;
    private static final int SLOW_LABEL = 140;
    /** What the IOC calls the columns, and how many of a hundred parts of the width each takes. */
    private static final List<Panels.Column> COLUMNS = List.of(new Panels.Column("User", 9), new Panels.Column("Host", 15),
        new Panels.Column("Address", 14), new Panels.Column("Channels", 7), new Panels.Column("Subscriptions", 10),
        new Panels.Column("Updates", 8), new Panels.Column("Merged", 7), new Panels.Column("Waiting", 6),
        new Panels.Column("Waiting bytes", 10), new Panels.Column("Connected since", 14));

    private ClientsPanel() {
    }

    /** The counts of a server whose PVs have these characters before their names. */
    static List<Fields.Field> fields(String room) {
        return List.of(
            Fields.Field.number(room + BuiltInNames.SERVER_CLIENTS, "Clients"),
            Fields.Field.number(room + BuiltInNames.SERVER_CHANNELS, "Channels"),
            Fields.Field.number(room + BuiltInNames.SERVER_SUBSCRIPTIONS, "Subscriptions"),
            Fields.Field.number(room + BuiltInNames.SERVER_UPDATES_OUT, "Updates sent"),
            Fields.Field.number(room + BuiltInNames.SERVER_UPDATES_IN, "Puts received"),
            Fields.Field.number(room + BuiltInNames.SERVER_BYTES_OUT, "Sent", Fields.Scale.KILOBYTES_A_SECOND),
            Fields.Field.number(room + BuiltInNames.SERVER_BYTES_IN, "Received", Fields.Scale.KILOBYTES_A_SECOND),
            Fields.Field.number(room + BuiltInNames.SERVER_SEARCHES, "Searches"),
            Fields.Field.number(room + BuiltInNames.SERVER_SLOW, "Slow clients"),
            Fields.Field.number(room + BuiltInNames.SERVER_MERGED, "Updates merged"),
            Fields.Field.number(room + BuiltInNames.SERVER_DROPPED, "Updates dropped"),
            Fields.Field.number(room + BuiltInNames.SERVER_REFUSED, "Clients refused"),
            Fields.Field.number(room + BuiltInNames.SERVER_GIVEN_UP, "Clients given up"),
            Fields.Field.number(room + BuiltInNames.SERVER_GIVEN_UP + ":SLOW", "… that did not read"),
            Fields.Field.number(room + BuiltInNames.SERVER_GIVEN_UP + ":SILENT", "… that were silent"),
            Fields.Field.number(room + BuiltInNames.SERVER_GIVEN_UP + ":INVALID", "… for what they sent"));
    }

    /** What {@link #of} shows, below the prefix. */
    static Set<String> names(String room) {
        return Set.of(room + BuiltInNames.SERVER_SLOW_CLIENTS, room + BuiltInNames.SERVER_GIVEN_UP + ":MESSAGE",
            room + BuiltInNames.SERVER_TABLE);
    }

    /** Whether the IOC has all that is shown. */
    static boolean shownOn(Site site, String room) {
        return names(room).stream().allMatch(site::has);
    }

    /** Who is slow, who was given up, and the table of all, over the whole width. */
    static List<Widget> of(int y, int width, String protocol, String room) {
        List<Widget> widgets = new ArrayList<>();
        int top = y;
        top = line(widgets, top, width, "Slow clients", room + BuiltInNames.SERVER_SLOW_CLIENTS);
        top = line(widgets, top, width, "Given up last", room + BuiltInNames.SERVER_GIVEN_UP + ":MESSAGE");
        int across = width - 2 * Header.MARGIN;
        widgets.add(Widgets.label(new Box(Header.MARGIN, top, across, Grid.LINE), "Clients by " + protocol,
            NamedFont.DEFAULT_BOLD));
        widgets.add(Panels.table(new Box(Header.MARGIN, top + Grid.PITCH, across, TABLE_HEIGHT),
            Site.pv(room + BuiltInNames.SERVER_TABLE), COLUMNS));
        return widgets;
    }

    /** Adds a text over the whole width, for what may be long; returns where the next goes. */
    static int line(List<Widget> widgets, int y, int width, String label, String name) {
        int left = Header.MARGIN + SLOW_LABEL + Grid.STEP;
        widgets.add(Widgets.label(new Box(Header.MARGIN, y, SLOW_LABEL, Grid.LINE), label));
        widgets.add(Widgets.text(new Box(left, y, width - Header.MARGIN - left, Grid.LINE), Site.pv(name)));
        return y + Grid.PITCH;
    }
}
