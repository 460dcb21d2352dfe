package org.modelioc.ioc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.modelioc.ioc.OpenConfiguration;
import org.modelioc.ioc.recorder.Flight;
import org.modelioc.ioc.recorder.FlightRecord;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.runtime.store.LoadedModel;
import org.modelioc.runtime.store.ModelFiles;
import org.modelioc.schema.card.FileDigests;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.yaml.Words;

/** The versions of a model that made the evaluations of a recording, beside the one that the configuration names now. */
final class RecordedModels implements AutoCloseable {

    private static final int MOST_LINES = 20;
    private static final String NO_ROOM = "a version that the recording had no room to name";

    private final Flight flight;
    private final OpenConfiguration open;
    private final PipelineDefinition definition;
    private final ModelDefinition model;
    private final Pipeline present;
    private final Path presentFile;
    private final String presentDigest;
    private final List<Stretch> stretches = new ArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();

    /** Neighbours that one version made. */
    private record Stretch(int version, long first, long last) {

        String text() {
            return first == last ? "evaluation " + first + " was" : "evaluations " + first + " to " + last + " were";
        }
    }

    /** Of the evaluations of a recording; {@code present} is the pipeline of the configuration as it is now. */
    RecordedModels(Flight flight, List<FlightRecord> records, OpenConfiguration open, Pipeline present) throws IOException {
        this.flight = flight;
        this.open = open;
        this.present = present;
        definition = open.definition().pipelines().stream().filter(each -> each.name().equals(flight.pipeline())).findFirst()
            .orElseThrow();
        model = open.definition().model(definition.model());
        presentFile = open.loadedFile(model.file()).normalize();
        presentDigest = FileDigests.sha256(presentFile);
        for (FlightRecord record : records) {
            Stretch last = stretches.isEmpty() ? null : stretches.getLast();
            if (last != null && last.version == record.model()) {
                stretches.removeLast();
                stretches.add(new Stretch(last.version, last.first, record.id()));
            } else {
                stretches.add(new Stretch(record.model(), record.id(), record.id()));
            }
        }
    }

    /** Which version made which evaluations, and whether it is the one that the configuration names. */
    String text() {
        if (stretches.size() < 2) {
            return "model " + presentFile + beside(stretches.isEmpty() ? 0 : stretches.getFirst().version);
        }
        StringBuilder text = new StringBuilder("model " + presentFile + ", SHA-256 " + presentDigest);
        stretches.stream().limit(MOST_LINES).forEach(stretch -> text.append("\n  ").append(stretch.text()).append(" made by ")
            .append(name(stretch.version)));
        return text + (stretches.size() <= MOST_LINES ? ""
            : "\n  … and " + Words.count(stretches.size() - MOST_LINES, "more change") + " of the model");
    }

    private String beside(int version) {
        String digest = version < 0 ? "" : flight.models().get(version).sha256();
        return digest.equals(presentDigest) ? ": the same file, SHA-256 " + digest : ": ANOTHER file than recorded: SHA-256 "
            + presentDigest + ", was " + (digest.isEmpty() ? "not known" : digest + " of " + flight.models().get(version).file());
    }

    private String name(int version) {
        if (version < 0) {
            return NO_ROOM;
        }
        Flight.Version made = flight.models().get(version);
        return made.sha256().equals(presentDigest) ? "the same file" : "ANOTHER file, " + made.file() + ", SHA-256 "
            + (made.sha256().isEmpty() ? "not known" : made.sha256());
    }

    /**
     * Loads the versions that made the evaluations.
     *
     * @return a pipeline for each of them, by its place in the recording
     */
    Map<Integer, Pipeline> open() throws CommandException, IOException, ModelLoadException, InvalidConfigurationException {
        Map<Integer, Pipeline> pipelines = new HashMap<>();
        for (Stretch stretch : stretches) {
            if (!pipelines.containsKey(stretch.version)) {
                pipelines.put(stretch.version, open(stretch));
            }
        }
        return pipelines;
    }

    private Pipeline open(Stretch stretch) throws CommandException, IOException, ModelLoadException,
            InvalidConfigurationException {
        Flight.Version made = stretch.version < 0 ? new Flight.Version("", "") : flight.models().get(stretch.version);
        if (made.sha256().equals(presentDigest)) {
            return present;
        }
        Path file = Path.of(made.file());
        if (stretch.version < 0 || !Files.isRegularFile(file) || !FileDigests.sha256(file).equals(made.sha256())) {
            throw new CommandException(stretch.text() + " made by " + (stretch.version < 0 ? NO_ROOM : file + ", which is "
                + (Files.exists(file) ? "another file now" : "not there any more")) + "; without --recorded-models they are run"
                + " with " + presentFile);
        }
        LoadedModel loaded = open.loader().load(model, ModelFiles.of(model, file));
        opened.add(loaded);
        Pipeline pipeline = Pipeline.open(definition, loaded.model(), loaded.files().card());
        opened.addFirst(pipeline::close);
        return pipeline;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }
}
