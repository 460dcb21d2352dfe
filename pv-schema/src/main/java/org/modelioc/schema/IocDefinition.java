package org.modelioc.schema;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.pv.CalculationDefinition;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.service.AccessDefinition;
import org.modelioc.schema.service.AutosaveDefinition;
import org.modelioc.schema.service.FlightRecorderDefinition;
import org.modelioc.schema.service.LatencyDefinition;
import org.modelioc.schema.service.PutLogDefinition;
import org.modelioc.schema.service.ServerDefinition;

/**
 * One IOC, as its YAML file declares it.
 *
 * @param source      the YAML file that was read, absolute
 * @param sources     all files that were read, absolute: those that it includes, each before the one that includes it, and itself
 * @param prefix      what stands before the name of every PV, for example {@code "LEBT:"}; often the macro {@code P}
 * @param description one line for people, may be empty
 * @param server      limits of the pvAccess server
 * @param models      the models, in the order of the file
 * @param inputs      the input PVs, in the order of the file
 * @param outputs     the output PVs, in the order of the file
 * @param calculations the calculated PVs, in the order of the file
 * @param pipelines   the pipelines, in the order of the file
 * @param access      access security; empty if everybody may put to every input
 * @param putLog      the log of puts, if there is one
 * @param autosave    where setpoints are saved; empty if they are not
 * @param latency     how the latency of the evaluations is shown
 * @param recorder    where the last evaluations are recorded; empty if they are not
 */
public record IocDefinition(
        Path source,
        List<Path> sources,
        String prefix,
        String description,
        ServerDefinition server,
        List<ModelDefinition> models,
        List<PvDefinition> inputs,
        List<PvDefinition> outputs,
        List<CalculationDefinition> calculations,
        List<PipelineDefinition> pipelines,
        Optional<AccessDefinition> access,
        Optional<PutLogDefinition> putLog,
        Optional<AutosaveDefinition> autosave,
        LatencyDefinition latency,
        Optional<FlightRecorderDefinition> recorder) {

    /** Keeps unmodifiable copies of the lists. */
    public IocDefinition {
        sources = List.copyOf(sources);
        models = List.copyOf(models);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        calculations = List.copyOf(calculations);
        pipelines = List.copyOf(pipelines);
    }

    /**
     * The model of that name.
     *
     * @param name a key of the file's {@code models}
     * @return its definition
     * @throws IllegalArgumentException if there is none, which a definition made by {@link IocReader} excludes
     */
    public ModelDefinition model(String name) {
        return models.stream().filter(model -> model.name().equals(name)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no model '" + name + "'"));
    }
}
