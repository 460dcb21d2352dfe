package org.modelioc.screens.block;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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
        Map<String, PvDefinition> declared = Stream.concat(ioc.inputs().stream(), outputs().stream())
            .collect(Collectors.toMap(PvDefinition::name, Function.identity()));
        return names.stream().map(name -> Optional.ofNullable(declared.get(name))
            .orElseThrow(() -> new IllegalArgumentException("no PV '" + name + "'"))).toList();
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
     * The calculated PVs that belong to a pipeline: those that use a PV of its. What belongs to none belongs to the first
     * pipeline, so that each is somewhere.
     *
     * @param pipeline the pipeline
     * @return in the order of the file
     */
    public List<PvDefinition> calculated(PipelineDefinition pipeline) {
        Set<String> mine = names(Stream.of(pipeline));
        Set<String> all = pipeline.equals(firstPipeline()) ? names(ioc.pipelines().stream()) : Set.of();
        return ioc.calculations().stream().filter(calculation -> uses(calculation, mine) || !all.isEmpty()
            && !uses(calculation, all)).map(CalculationDefinition::pv).toList();
    }

    private static Set<String> names(Stream<PipelineDefinition> pipelines) {
        return pipelines.flatMap(pipeline -> Stream.of(pipeline.takes(), pipeline.sets())).flatMap(List::stream)
            .collect(Collectors.toSet());
    }

    private static boolean uses(CalculationDefinition calculation, Set<String> names) {
        return calculation.operands().stream().anyMatch(operand -> names.contains(operand.name()));
    }

    /**
     * The inputs that no pipeline takes: texts, for example, or what only expressions use.
     *
     * @return in the order of the file
     */
    public List<PvDefinition> inputsOfNoPipeline() {
        Set<String> taken = names(ioc.pipelines().stream());
        return ioc.inputs().stream().filter(pv -> !taken.contains(pv.name())).toList();
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
}
