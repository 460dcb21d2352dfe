package org.modelioc.screens;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.modelioc.schema.IocDefinition;
import org.modelioc.screens.block.EvaluationScreen;
import org.modelioc.screens.block.Header;
import org.modelioc.screens.block.IocScreen;
import org.modelioc.screens.block.LatencyScreen;
import org.modelioc.screens.block.Links;
import org.modelioc.screens.block.ModelScreen;
import org.modelioc.screens.block.Overview;
import org.modelioc.screens.block.PvScreen;
import org.modelioc.screens.block.Rows;
import org.modelioc.screens.block.Site;
import org.modelioc.screens.block.StatusStrip;
import org.modelioc.screens.bob.BobWriter;
import org.modelioc.screens.bob.Display;
import org.modelioc.screens.machine.MachineOverview;
import org.modelioc.screens.side.AlarmTree;
import org.modelioc.screens.side.PvLists;
import org.modelioc.screens.side.Settings;
import org.modelioc.screens.side.Trends;

/** All files that an IOC's operators need in Phoebus. The same definition gives the same files, byte for byte. */
public final class ScreenSet {

    private final Site site;
    private final String folder;
    private final String comment;
    private final SortedMap<String, String> files = new TreeMap<>();

    private ScreenSet(Site site, String folder) {
        this.site = site;
        this.folder = folder;
        this.comment = GeneratedFile.mark(site.ioc().source().getFileName().toString());
    }

    /**
     * The files for an IOC.
     *
     * @param ioc    its definition
     * @param served names, below the prefix, of all PVs that it serves
     * @param url    where operators find the screens, for links from alarms and the home button; empty if it is not known
     * @return text by file name; all lie in one folder
     */
    public static SortedMap<String, String> of(IocDefinition ioc, Set<String> served, String url) {
        ScreenSet set = new ScreenSet(new Site(ioc, served), url.isEmpty() || url.endsWith("/") ? url : url + "/");
        set.write();
        return Collections.unmodifiableSortedMap(set.files);
    }

    private void write() {
        Rows.inputs(site).screens().forEach(this::add);
        Rows.outputs(site).screens().forEach(this::add);
        PvScreen composer = new PvScreen(site);
        List<Display> pages = new ArrayList<>();
        Optional<MachineOverview> made = MachineOverview.of(site);
        site.ioc().pipelines().forEach(pipeline -> {
            Display page = made.map(overview -> composer.alone(pipeline, overview.width()))
                .orElseGet(() -> composer.embedded(pipeline));
            pages.add(page);
            add(Links.pvs(pipeline.name()), page);
        });
        int width = made.map(MachineOverview::width).orElseGet(() -> Overview.width(pages));
        made.map(MachineOverview::screens).orElseGet(() -> Map.of(Links.OVERVIEW, Overview.screen(site, pages)))
            .forEach(this::add);
        add(Links.STATUS, StatusStrip.screen(site, width - 2 * Header.MARGIN));
        if (EvaluationScreen.exists(site)) {
            add(Links.EVALUATION, EvaluationScreen.screen(site, width));
        }
        add(Links.LATENCY, LatencyScreen.screen(site, width));
        if (ModelScreen.exists(site)) {
            add(Links.MODEL, ModelScreen.screen(site, width));
        }
        add(Links.IOC, IocScreen.screen(site, width));
        files.put(Links.TRENDS, Trends.of(site, comment));
        files.put(AlarmTree.FILE, AlarmTree.of(site, folder, comment));
        files.put(PvLists.ARCHIVER, PvLists.archiver(site));
        files.put(PvLists.SAVED, PvLists.saved(site, comment));
        files.put(Settings.FILE, Settings.of(site, folder, comment));
    }

    private void add(String file, Display display) {
        files.put(file, BobWriter.write(display, comment));
    }
}
