package org.modelioc.ioc.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelioc.runtime.pipeline.Pipeline;

/** Puts pipelines in an order in which each comes after those that it takes outputs of. */
final class PipelineOrder {

    private PipelineOrder() {
    }

    /**
     * The order.
     *
     * @param pipelines without a circle, which a valid configuration excludes
     * @return the same, those that do not depend on each other as they were
     */
    static List<Pipeline> of(List<Pipeline> pipelines) {
        Map<String, Pipeline> givers = new HashMap<>();
        pipelines.forEach(pipeline -> pipeline.outputs().forEach(output -> givers.put(output, pipeline)));
        Set<Pipeline> waiting = new LinkedHashSet<>(pipelines);
        List<Pipeline> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Pipeline next = waiting.stream()
                .filter(pipeline -> pipeline.inputs().stream().map(givers::get).noneMatch(waiting::contains))
                .findFirst().orElseThrow(() -> new IllegalArgumentException("pipelines that feed each other in a circle"));
            waiting.remove(next);
            ordered.add(next);
        }
        return ordered;
    }
}
