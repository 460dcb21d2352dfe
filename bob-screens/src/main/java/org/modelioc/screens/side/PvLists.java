package org.modelioc.screens.side;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.modelioc.schema.json.Json;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.type.PvType;
import org.modelioc.screens.block.Overview;
import org.modelioc.screens.block.Site;

/** Lists of PVs for the Archiver Appliance and for Phoebus' save-and-restore. */
public final class PvLists {

    /** What is archived. */
    public static final String ARCHIVER = "archiver.json";
    /** What is saved and restored. */
    public static final String SAVED = "save-and-restore.csv";

    private static final String PERIOD = "1.0";

    private PvLists() {
    }

    /**
     * What is archived: inputs and outputs but images, and what the pipelines say of themselves. The form is that of the POST to
     * {@code /mgmt/bpl/archivePV}.
     *
     * @param site the IOC
     * @return JSON
     */
    public static String archiver(Site site) {
        List<Map<String, Object>> list = new ArrayList<>();
        Stream.concat(site.ioc().inputs().stream(), site.outputs().stream()).filter(PvLists::kept)
            .forEach(pv -> list.add(archived(site, pv.name())));
        site.ioc().pipelines().forEach(pipeline -> {
            list.add(archived(site, pipeline.name() + ':' + BuiltInNames.EVAL_MESSAGE));
            list.add(archived(site, pipeline.name() + ':' + BuiltInNames.EVAL_ERRORS));
        });
        return Json.write(list);
    }

    /**
     * What is saved and restored: the inputs. One that follows the machine is saved and never restored: its value is not ours.
     * The form is that of the import of a configuration from CSV (Phoebus' {@code CSVParser}).
     *
     * @param site    the IOC
     * @param comment first line of the file, for people
     * @return CSV
     */
    public static String saved(Site site, String comment) {
        StringBuilder text = new StringBuilder("# ").append(comment).append("\n# SaveSet name:\n# Settings of ")
            .append(oneLine(Overview.title(site).replace("$(P)", site.ioc().prefix())))
            .append("\n# Description:\n# The inputs of the models of ").append(site.ioc().prefix())
            .append("\nPV,READBACK,READ_ONLY\n");
        site.ioc().inputs().stream().filter(PvLists::kept)
            .forEach(pv -> text.append("pva://").append(site.ioc().prefix()).append(pv.name())
                .append(",,").append(pv.follow().isPresent()).append('\n'));
        return text.toString();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static boolean kept(PvDefinition pv) {
        return !(pv.type() instanceof PvType.Image || pv.type() instanceof PvType.Table);
    }

    private static Map<String, Object> archived(Site site, String name) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("pv", "pva://" + site.ioc().prefix() + name);
        entry.put("samplingmethod", "MONITOR");
        entry.put("samplingperiod", PERIOD);
        return entry;
    }
}
