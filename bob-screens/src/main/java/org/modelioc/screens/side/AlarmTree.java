package org.modelioc.screens.side;

import java.util.List;
import java.util.stream.IntStream;
import org.modelioc.schema.alarm.ChoiceAlarm;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.tensor.TensorMapping;
import org.modelioc.schema.type.PvType;
import org.modelioc.screens.block.Links;
import org.modelioc.screens.block.Overview;
import org.modelioc.screens.block.Site;
import org.modelioc.screens.block.Texts;
import org.modelioc.screens.bob.Xml;

/**
 * The alarms of an IOC for Phoebus' alarm server, by pipeline. Each has guidance and a link to a screen: an alarm without them
 * only disturbs. Source of the format: {@code XmlModelWriter} of Phoebus' alarm model.
 */
public final class AlarmTree {

    /** Name of the file. */
    public static final String FILE = "alarms.xml";

    private static final String CONFIGURATION = "Accelerator";
    /** Seconds that an alarm must last; the outputs of one evaluation are no news to wake somebody for. */
    private static final String DELAY = "5";

    private final Site site;
    private final String folder;
    private final Xml xml = new Xml();

    private AlarmTree(Site site, String folder) {
        this.site = site;
        this.folder = folder;
    }

    /**
     * The text of the file.
     *
     * @param site    the IOC
     * @param folder  where operators find the screens; empty, or a path or URL that ends with a slash
     * @param comment first line of the file, for people
     * @return XML that the alarm server imports
     */
    public static String of(Site site, String folder, String comment) {
        return new AlarmTree(site, folder).write(comment);
    }

    private String write(String comment) {
        xml.comment(comment);
        xml.open("config", "name", CONFIGURATION);
        xml.open("component", "name", component());
        pv(BuiltInNames.HEARTBEAT, "IOC of " + name() + " is not there", "The IOC does not answer",
            "Nothing of " + name() + " is served: its outputs are disconnected, not wrong. Look whether the process runs and"
                + " read its log; after a start the outputs are INVALID until the first evaluation.", Links.IOC, "");
        for (PipelineDefinition pipeline : site.ioc().pipelines()) {
            xml.open("component", "name", pipeline.name());
            pv(pipeline.name() + ':' + BuiltInNames.EVAL_MESSAGE, pipeline.name() + ": outputs cannot be trusted",
                "Do not use the outputs of " + pipeline.name(), "The message of this alarm names the culprit: an input that is"
                    + " INVALID or disconnected, a number that is not finite, a model that failed. Mend that input, or load"
                    + " the model again. The outputs carry the same severity until the next good evaluation.", Links.OVERVIEW,
                pipeline.name());
            pipeline.inputs().forEach(tensor -> limits(pipeline, tensor, true));
            pipeline.outputs().forEach(tensor -> limits(pipeline, tensor, false));
            limits(pipeline, site.calculated(pipeline), false);
            xml.close("component");
        }
        return xml.close("component").close("config").text();
    }

    private void limits(PipelineDefinition pipeline, TensorMapping tensor, boolean input) {
        limits(pipeline, site.pvs(tensor.pvs()), input);
    }

    private void limits(PipelineDefinition pipeline, List<PvDefinition> pvs, boolean input) {
        List<PvDefinition> alarmed = pvs.stream().filter(AlarmTree::alarms).toList();
        for (PvDefinition pv : alarmed) {
            pv(pv.name(), Texts.label(pv) + " out of limits", pv.guidance().isEmpty() ? "What it means" : "What to do",
                guidance(pv, input), Links.OVERVIEW, pipeline.name());
        }
    }

    private static boolean alarms(PvDefinition pv) {
        return pv.alarms().declared() || pv.choiceAlarms().stream().anyMatch(ChoiceAlarm::raised);
    }

    private static String guidance(PvDefinition pv, boolean input) {
        if (!pv.guidance().isEmpty()) {
            return pv.guidance() + ' ' + limits(pv);
        }
        return limits(pv) + (input ? " This is a setting: somebody or a program put it there. Bring it back inside, or find out"
            + " why it had to leave." : " This is what a model works out of its inputs, not a measurement. See on the screen"
            + " whether the model can be trusted now, then which input changed last.");
    }

    private static String limits(PvDefinition pv) {
        StringBuilder text = new StringBuilder(Texts.label(pv)).append(" raises an alarm");
        limit(text, " at or below ", pv.alarms().lolo(), pv, pv.alarms().loloSeverity().name());
        limit(text, " at or below ", pv.alarms().low(), pv, pv.alarms().lowSeverity().name());
        limit(text, " at or above ", pv.alarms().high(), pv, pv.alarms().highSeverity().name());
        limit(text, " at or above ", pv.alarms().hihi(), pv, pv.alarms().hihiSeverity().name());
        if (pv.type() instanceof PvType.Enumeration(List<String> choices)) {
            IntStream.range(0, pv.choiceAlarms().size()).filter(i -> pv.choiceAlarms().get(i).raised())
                .forEach(i -> text.append(" at ").append(choices.get(i)).append(" (").append(pv.choiceAlarms().get(i).severity())
                    .append("),"));
        }
        text.setLength(text.length() - 1);
        return text.append('.').toString();
    }

    private static void limit(StringBuilder text, String where, double limit, PvDefinition pv, String severity) {
        if (!Double.isNaN(limit)) {
            text.append(where).append(Texts.number(limit, pv.units())).append(" (").append(severity).append("),");
        }
    }

    private void pv(String name, String description, String title, String details, String screen, String pipeline) {
        xml.open("pv", "name", "pva://" + site.ioc().prefix() + name);
        xml.element("description", description);
        xml.element("enabled", "true").element("latching", "true").element("annunciating", "true");
        xml.element("delay", DELAY);
        xml.open("guidance").element("title", title).element("details", details).close("guidance");
        xml.open("display").element("title", name());
        xml.element("details", folder + screen + "?P=" + site.ioc().prefix() + (pipeline.isEmpty() ? "" : "&PIPE=" + pipeline));
        xml.close("display");
        xml.close("pv");
    }

    private String component() {
        String prefix = site.ioc().prefix().replaceAll("[:_-]+$", "");
        return prefix.isEmpty() ? "Models" : prefix;
    }

    private String name() {
        return site.ioc().description().isEmpty() ? component() : Overview.title(site);
    }
}
