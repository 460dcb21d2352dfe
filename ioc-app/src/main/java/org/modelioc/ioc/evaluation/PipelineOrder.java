package org.modelioc.ioc.evaluation;

import java.util.ArrayList;
import java.util.List;
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
        List<Pipeline> waiting = new ArrayList<>(pipelines);
        List<Pipeline> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Pipeline next = waiting.stream().filter(pipeline -> waiting.stream().noneMatch(other ->
                    pipeline.inputs().stream().anyMatch(other.outputs()::contains)))
                .findFirst().orElseThrow(() -> new IllegalArgumentException("pipelines that feed each other in a circle"));
            waiting.remove(next);
            ordered.add(next);
        }
        return ordered;
    }
}
