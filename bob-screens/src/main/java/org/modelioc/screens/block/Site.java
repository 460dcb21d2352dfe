package org.modelioc.screens.block;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.pv.CalculationDefinition;
import org.modelioc.schema.pv.PvDefinition;

/**
 * The IOC that screens are made for.
 *
 * @param ioc    its definition
 * @param served names, below the prefix, of all PVs that it serves, the built-in ones included: what is not among them is on no
 *               screen
 */
public record Site(IocDefinition ioc, Set<String> served) {

    /** Keeps an unmodifiable copy. */
    public Site {
        served = Set.copyOf(served);
    }

    /**
     * Full name of a PV for a screen whose macro P is the prefix.
     *
     * @param name below the prefix, may hold macros
     * @return for example {@code "pva://$(P)SOL1:DI"}
     */
    public static String pv(String name) {
        return "pva://$(P)" + name;
    }

    /**
     * Full name of a PV of the pipeline whose name the macro PIPE is.
     *
     * @param name below the pipeline
     * @return for example {@code "pva://$(P)$(PIPE):EVAL:COUNT"}
     */
    public static String pipelinePv(String name) {
        return pv("$(PIPE):" + name);
    }

    /**
     * Full name of a PV of the model whose name the macro MODEL is.
     *
     * @param name below the model
     * @return for example {@code "pva://$(P)$(MODEL):MODEL:STATE"}
     */
    public static String modelPv(String name) {
        return pv("$(MODEL):" + name);
    }

    /**
     * Whether the IOC has a built-in PV.
     *
     * @param name below the prefix
     * @return true if it is served
     */
    public boolean has(String name) {
        return served.contains(name);
    }

    /**
     * Whether each pipeline has a built-in PV.
     *
     * @param name below the pipeline
     * @return true if all serve it
     */
    public boolean pipelinesHave(String name) {
        return ioc.pipelines().stream().allMatch(pipeline -> has(pipeline.name() + ':' + name));
    }

    /**
     * Whether each model has a built-in PV.
     *
     * @param name below the model
     * @return true if all serve it
     */
    public boolean modelsHave(String name) {
        return ioc.models().stream().allMatch(model -> has(model.name() + ':' + name));
    }

    /**
     * The definitions behind names.
     *
     * @param names names of inputs or outputs
     * @return in the same order
     */
    public List<PvDefinition> pvs(List<String> names) {
        return names.stream().map(this::declared).toList();
    }

    /**
     * What is read of the IOC: its outputs, and after them the calculated PVs.
     *
     * @return in the order of the file
     */
    public List<PvDefinition> outputs() {
        return Stream.concat(ioc.outputs().stream(), ioc.calculations().stream().map(CalculationDefinition::pv)).toList();
    }

    /**
     * The calculated PVs that belong to a pipeline: those that use a PV of its, and those that use such a one. What belongs to
     * none belongs to the first pipeline, so that each is somewhere.
     *
     * @param pipeline the pipeline
     * @return in the order of the file
     */
    public List<PvDefinition> calculated(PipelineDefinition pipeline) {
        Set<String> mine = calculatedFrom(pipeline);
        boolean first = pipeline.equals(firstPipeline());
        Set<String> others = new HashSet<>();
        if (first) {
            ioc.pipelines().forEach(other -> others.addAll(calculatedFrom(other)));
        }
        return ioc.calculations().stream().map(CalculationDefinition::pv)
            .filter(pv -> mine.contains(pv.name()) || first && !others.contains(pv.name())).toList();
    }

    private Set<String> calculatedFrom(PipelineDefinition pipeline) {
        Set<String> known = new HashSet<>(pipeline.takes());
        known.addAll(pipeline.sets());
        Set<String> calculated = new HashSet<>();
        boolean more = true;
        while (more) {
            more = false;
            for (CalculationDefinition calculation : ioc.calculations()) {
                if (calculation.operands().stream().anyMatch(operand -> known.contains(operand.name()))) {
                    known.add(calculation.pv().name());
                    more |= calculated.add(calculation.pv().name());
                }
            }
        }
        return calculated;
    }

    /**
     * The inputs that no pipeline takes: texts, for example, or what only expressions use.
     *
     * @return in the order of the file
     */
    public List<PvDefinition> inputsOfNoPipeline() {
        return ioc.inputs().stream()
            .filter(pv -> ioc.pipelines().stream().noneMatch(pipeline -> pipeline.takes().contains(pv.name()))).toList();
    }

    /**
     * Whether the configuration declares a PV.
     *
     * @param name below the prefix
     * @return true if it is an input, an output or calculated
     */
    public boolean declares(String name) {
        return Stream.concat(ioc.inputs().stream(), outputs().stream()).anyMatch(pv -> pv.name().equals(name));
    }

    /**
     * The pipeline that stands for {@code PIPE} where nobody says which.
     *
     * @return the first
     */
    public PipelineDefinition firstPipeline() {
        return ioc.pipelines().getFirst();
    }

    private PvDefinition declared(String name) {
        return ioc.inputs().stream().filter(pv -> pv.name().equals(name)).findFirst()
            .or(() -> ioc.outputs().stream().filter(pv -> pv.name().equals(name)).findFirst())
            .orElseThrow(() -> new IllegalArgumentException("no PV '" + name + "'"));
    }
}
