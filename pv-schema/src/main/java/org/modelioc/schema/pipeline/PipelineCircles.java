package org.modelioc.schema.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.pv.PvSet;
import org.modelioc.schema.tensor.TensorItem;
import org.modelioc.schema.tensor.TensorMapping;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Words;

/** Finds pipelines that wait for each other, because each takes what the next one sets. */
final class PipelineCircles {

    private final Problems problems;
    /** The pipeline that sets each output PV. */
    private final Map<String, PipelineDefinition> setters = new HashMap<>();
    private final List<Link> path = new ArrayList<>();
    private final Set<String> done = new HashSet<>();

    /** A pipeline that takes a PV, and where it says so. */
    private record Link(PipelineDefinition pipeline, String pv, SourcePosition at) {
    }

    PipelineCircles(List<PipelineDefinition> pipelines, PvSet inputs, Problems problems) {
        this.problems = problems;
        for (PipelineDefinition pipeline : pipelines) {
            // a name that is an input as well has been reported
            pipeline.sets().stream().filter(pv -> inputs.find(pv).isEmpty()).forEach(pv -> setters.putIfAbsent(pv, pipeline));
        }
    }

    /**
     * Reports every circle that a search from each pipeline meets first.
     *
     * @param pipelines the pipelines, in the order of the file
     * @param inputs    the input PVs, which no pipeline sets
     * @param problems  takes the circles
     */
    static void check(List<PipelineDefinition> pipelines, PvSet inputs, Problems problems) {
        PipelineCircles circles = new PipelineCircles(pipelines, inputs, problems);
        pipelines.forEach(circles::follow);
    }

    private void follow(PipelineDefinition pipeline) {
        if (done.contains(pipeline.name())) {
            return;
        }
        int again = path.stream().map(link -> link.pipeline().name()).toList().indexOf(pipeline.name());
        if (again >= 0) {
            report(path.subList(again, path.size()));
            return;
        }
        for (TensorMapping mapping : pipeline.inputs()) {
            for (TensorItem item : mapping.items()) {
                if (item.source() instanceof TensorItem.Pv pv && setters.containsKey(pv.name())) {
                    path.add(new Link(pipeline, pv.name(), item.at()));
                    follow(setters.get(pv.name()));
                    path.removeLast();
                }
            }
        }
        done.add(pipeline.name());
    }

    private void report(List<Link> circle) {
        Link first = circle.getFirst();
        if (circle.size() == 1) {
            problems.add(first.at().mark(), "the pipeline " + Words.quote(first.pipeline().name()) + " takes "
                + Words.quote(first.pv()) + ", which it sets itself; a pipeline can take what another one sets");
            return;
        }
        problems.add(first.at().mark(), "pipelines wait for each other in a circle: " + circle.stream()
            .map(link -> link.pipeline().name() + " takes " + Words.quote(link.pv()) + " of "
                + setters.get(link.pv()).name()).collect(Collectors.joining(", ")) + "; break it at one of them");
    }
}
