package org.modelioc.screens.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.screens.bob.Action;
import org.modelioc.screens.bob.Box;
import org.modelioc.screens.bob.Display;
import org.modelioc.screens.bob.NamedFont;
import org.modelioc.screens.bob.Widget;
import org.modelioc.screens.bob.Widgets;

/** The IOC itself: its life, its load, its clients; the names are those of iocStats. */
public final class IocScreen {

    private static final int VALUE_WIDTH = 240;
    private static final int RELOAD_WIDTH = 200;

    /** What takes a put as a command; its value says nothing. */
    private static final Set<String> COMMANDS = Set.of(BuiltInNames.READACF, BuiltInNames.ACCESS_RELOAD);

    /** What autosave says twice or as a number, for screens of its own. */
    private static final Set<String> TWICE = Set.of("SR_0_State", "SR_0_Status", "SR_0_StatusStr", "SR_recentlyStr");

    /** What may be longer than a column is wide. */
    private static final List<Fields.Field> SENTENCES = List.of(
        Fields.Field.text("APP_DIR1", "Folder"), Fields.Field.text(BuiltInNames.ACCESS_MESSAGE, "Access rules"),
        Fields.Field.text(BuiltInNames.PUTLOG_MESSAGE, "Put log"), Fields.Field.text("SR_statusStr", "Autosave"),
        Fields.Field.text("SR_rebootStatusStr", "Restored at start"));

    private static final Map<String, List<Fields.Field>> GROUPS = groups();

    private IocScreen() {
    }

    private static Map<String, List<Fields.Field>> groups() {
        Map<String, List<Fields.Field>> groups = new LinkedHashMap<>();
        groups.put("Process", List.of(
            Fields.Field.number("HEARTBEAT", "Heartbeat"), Fields.Field.text("UPTIME", "Up since start for"),
            Fields.Field.text("STARTTOD", "Started"), Fields.Field.text("TOD", "Time there"),
            Fields.Field.text("HOSTNAME", "Host"), Fields.Field.number("PROCESS_ID", "Process"),
            Fields.Field.number("PARENT_ID", "Started by process"), Fields.Field.text("VERSION", "Version"),
            Fields.Field.text("ENGINEER", "Engineer"), Fields.Field.text("LOCATION", "Location"),
            Fields.Field.text("EPICS_VERS", "EPICS"), Fields.Field.text("JAVA_VERS", "Java"),
            Fields.Field.text("KERNEL_VERS", "System")));
        groups.put("Load", List.of(
            Fields.Field.number("IOC_CPU_LOAD", "CPU load of the IOC"),
            Fields.Field.number("SYS_CPU_LOAD", "CPU load of the host"),
            Fields.Field.number("CPU_CNT", "CPUs"), megabytes("MEM_USED", "Memory used"),
            megabytes("MEM_FREE", "Memory free"), megabytes("MEM_MAX", "Memory at most"),
            megabytes("HEAP_USED", "Heap used"), megabytes("HEAP_MAX", "Heap at most"),
            Fields.Field.number("MEM_SLOPE", "Memory growth"),
            megabytes("DIRECT_MEM", "Direct memory"), Fields.Field.number("GC_PAUSE_MS", "Longest GC pause"),
            Fields.Field.number("GC_LAST_MS", "Last GC pause"), Fields.Field.number("GC_CNT", "GC pauses"),
            Fields.Field.number("THREADS", "Threads"),
            Fields.Field.number("FD_CNT", "Open files"), Fields.Field.number("FD_FREE", "Files still to open"),
            Fields.Field.number("FD_MAX", "Files at most")));
        groups.put("Clients and PVs", List.of(
            Fields.Field.number("CA_CLNT_CNT", "Clients"), Fields.Field.number("CA_CONN_CNT", "Connected PVs"),
            Fields.Field.number("RECORD_CNT", "PVs")));
        groups.put("pvAccess", ClientsPanel.fields(BuiltInNames.PVA));
        groups.put("Put log", List.of(
            Fields.Field.number(BuiltInNames.PUTLOG_COUNT, "Puts logged"),
            Fields.Field.number(BuiltInNames.PUTLOG_LOST, "Puts not logged")));
        groups.put("Autosave", List.of(
            Fields.Field.text("SR_status", "Status"), Fields.Field.number("SR_heartbeat", "Heartbeat"),
            Fields.Field.text("SR_0_Name", "File"), Fields.Field.text("SR_0_Time", "Saved on"),
            Fields.Field.text("SR_rebootStatus", "Restoring at start"), Fields.Field.text("SR_rebootTime", "Restored on")));
        return groups;
    }

    /**
     * The screen.
     *
     * @param site  the IOC
     * @param width its width
     * @return the display, with the macro P
     */
    public static Display screen(Site site, int width) {
        Map<String, String> macros = new LinkedHashMap<>();
        macros.put("P", "$(P=" + site.ioc().prefix() + ")");
        List<Widget> widgets = new ArrayList<>(Header.of("IOC $(P)", width, Screens.links(site, Links.IOC)));
        widgets.addAll(Header.message(Header.BOTTOM, width));
        int top = Header.BOTTOM + Grid.PITCH;
        if (site.has(BuiltInNames.ACCESS_RELOAD)) {
            widgets.add(Widgets.button(new Box(Header.MARGIN, top, RELOAD_WIDTH, Grid.BUTTON), "Read access rules again",
                "The access file will be read again, and its rules hold from then on. Read it?",
                new Action.WritePv("Read the access file again", Site.pv(BuiltInNames.ACCESS_RELOAD), "1")));
            top += Grid.BUTTON + Grid.STEP;
        }
        int groupWidth = Fields.width(VALUE_WIDTH);
        int[] bottoms = new int[Math.max(1, (width - 2 * Header.MARGIN + Grid.STEP) / (groupWidth + Grid.STEP))];
        Arrays.fill(bottoms, top - Grid.STEP);
        for (Map.Entry<String, List<Fields.Field>> group : withOthers(site).entrySet()) {
            int column = shortest(bottoms);
            Widget widget = Fields.group(Header.MARGIN + column * (groupWidth + Grid.STEP), bottoms[column] + Grid.STEP,
                VALUE_WIDTH, group.getKey(), group.getValue(), Site::pv);
            widgets.add(widget);
            bottoms[column] = widget.box().bottom();
        }
        int bottom = Arrays.stream(bottoms).max().orElse(top);
        for (Fields.Field sentence : SENTENCES) {
            if (site.has(sentence.name())) {
                bottom = ClientsPanel.line(widgets, bottom + Grid.STEP, width, sentence.label(), sentence.name()) - Grid.STEP;
            }
        }
        if (ClientsPanel.shownOn(site, BuiltInNames.PVA)) {
            List<Widget> clients = ClientsPanel.of(bottom + Grid.STEP, width, "pvAccess", BuiltInNames.PVA);
            widgets.addAll(clients);
            bottom = clients.getLast().box().bottom();
        }
        return new Display("IOC $(P)", macros, width, bottom + Header.MARGIN, widgets);
    }

    private static Fields.Field megabytes(String name, String label) {
        return Fields.Field.number(name, label, Fields.Scale.MEGABYTES);
    }

    private static int shortest(int[] bottoms) {
        int shortest = 0;
        for (int column = 1; column < bottoms.length; column++) {
            shortest = bottoms[column] < bottoms[shortest] ? column : shortest;
        }
        return shortest;
    }

    /** The groups without what this IOC does not serve, and with what it serves that no group knows. */
    private static Map<String, List<Fields.Field>> withOthers(Site site) {
        Map<String, List<Fields.Field>> groups = new LinkedHashMap<>();
        Set<String> known = new HashSet<>(COMMANDS);
        known.addAll(TWICE);
        SENTENCES.forEach(sentence -> known.add(sentence.name()));
        known.add(BuiltInNames.MESSAGE);
        known.addAll(ClientsPanel.names(BuiltInNames.PVA));
        GROUPS.forEach((title, fields) -> {
            List<Fields.Field> served = fields.stream().filter(field -> site.has(field.name())).toList();
            served.forEach(field -> known.add(field.name()));
            if (!served.isEmpty()) {
                groups.put(title, served);
            }
        });
        List<Fields.Field> others = site.served().stream()
            .filter(name -> !known.contains(name) && !site.declares(name) && !belongsToAPart(site, name)).sorted()
            .map(name -> Fields.Field.text(name, Texts.fit(name, NamedFont.DEFAULT, Fields.LABEL)))
            .toList();
        if (!others.isEmpty()) {
            groups.put("More", others);
        }
        return groups;
    }

    private static boolean belongsToAPart(Site site, String name) {
        return site.ioc().pipelines().stream().anyMatch(pipeline -> name.startsWith(pipeline.name() + ':'))
            || site.ioc().models().stream().anyMatch(model -> name.startsWith(model.name() + ':'));
    }
}
