package org.modelioc.ioc.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.stage.StageDefinition;
import org.modelioc.schema.tensor.TensorDefinition;
import org.modelioc.schema.tensor.TensorMapping;
import org.modelioc.schema.type.PvType;

/**
 * A configuration as a flowchart in the language of Mermaid. Nodes have ids of letters and digits only; what people named
 * stands in quoted labels, in which every sign that Mermaid could take for its own is written by its number.
 */
final class Flowchart {

    /** PVs of one tensor that are drawn one by one; of more, only the first and the last are named. */
    private static final int MOST_PVS = 40;

    private final IocDefinition ioc;
    private final Map<String, String> ids = new HashMap<>();
    private final StringBuilder text = new StringBuilder("flowchart LR\n");

    private Flowchart(IocDefinition ioc) {
        this.ioc = ioc;
    }

    /** Draws a configuration. */
    static String of(IocDefinition ioc) {
        Flowchart chart = new Flowchart(ioc);
        for (int i = 0; i < ioc.pipelines().size(); i++) {
            chart.pipeline(ioc.pipelines().get(i), "p" + i);
        }
        return chart.text.toString();
    }

    private void pipeline(PipelineDefinition pipeline, String id) {
        ModelDefinition model = ioc.model(pipeline.model());
        line(id + "[[" + label(List.of(pipeline.name(), "model " + model.name())) + "]]");
        for (int i = 0; i < pipeline.inputs().size(); i++) {
            TensorMapping mapping = pipeline.inputs().get(i);
            String tensor = id + "in" + i;
            line(tensor + "([" + tensor(mapping, model.inputs(), pipeline.before()) + "])");
            pvs(mapping, tensor, true);
            line(tensor + " --> " + id);
        }
        for (int i = 0; i < pipeline.outputs().size(); i++) {
            TensorMapping mapping = pipeline.outputs().get(i);
            String tensor = id + "out" + i;
            line(tensor + "([" + tensor(mapping, model.outputs(), pipeline.after()) + "])");
            line(id + " --> " + tensor);
            pvs(mapping, tensor, false);
        }
    }

    private static String tensor(TensorMapping mapping, List<TensorDefinition> tensors, List<StageDefinition> stages) {
        String type = tensors.stream().filter(tensor -> tensor.name().equals(mapping.tensor())).findFirst()
            .map(tensor -> tensor.type().toString()).orElse("");
        String steps = stages.stream().filter(stage -> stage.target().tensor().equals(mapping.tensor()))
            .map(stage -> stage.target().stage()).collect(Collectors.joining(", "));
        return label(steps.isEmpty() ? List.of(mapping.tensor(), type) : List.of(mapping.tensor(), type, steps));
    }

    private void pvs(TensorMapping mapping, String tensor, boolean input) {
        List<String> names = mapping.pvs();
        if (names.size() > MOST_PVS) {
            String id = tensor + "pvs";
            line(id + "[" + label(List.of(ioc.prefix() + names.getFirst(), "… " + names.size() + " PVs …",
                ioc.prefix() + names.getLast())) + "]");
            line(input ? id + " --> " + tensor : tensor + " --> " + id);
            return;
        }
        for (String name : names) {
            String id = ids.get(name);
            if (id == null) {
                id = "pv" + ids.size();
                ids.put(name, id);
                // an input may be what another pipeline sets
                Optional<PvDefinition> pv = Stream.concat(ioc.inputs().stream(), ioc.outputs().stream())
                    .filter(one -> one.name().equals(name)).findFirst();
                String units = pv.map(PvDefinition::units).orElse("");
                String line = ioc.prefix() + name + (units.isEmpty() ? "" : " (" + units + ")");
                String type = pv.map(PvDefinition::type).orElse(PvType.DOUBLE).yaml();
                line(id + "[" + label(type.equals(PvType.DOUBLE.yaml()) ? List.of(line) : List.of(line, type)) + "]");
            }
            line(input ? id + " --> " + tensor : tensor + " --> " + id);
        }
    }

    private void line(String line) {
        text.append("  ").append(line).append('\n');
    }

    private static String label(List<String> lines) {
        return lines.stream().map(Flowchart::escape).collect(Collectors.joining("<br/>", "\"", "\""));
    }

    /** Signs by their numbers, {@code #34;} for a double quote: the way out that Mermaid gives for text in labels. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            boolean plain = Character.isLetterOrDigit(point) || " _-+:.,/()=…°%".indexOf(point) >= 0;
            escaped.append(plain ? Character.toString(point) : "#" + point + ";");
        });
        return escaped.toString();
    }
}
