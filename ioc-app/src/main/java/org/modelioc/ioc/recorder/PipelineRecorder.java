package org.modelioc.ioc.recorder;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.evaluation.Evaluator;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.Setpoint;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.card.FileDigests;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.service.FlightRecorderDefinition;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records one pipeline, with PVs that tell how it goes. */
final class PipelineRecorder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PipelineRecorder.class);

    private final IocDefinition ioc;
    private final FlightRecorderDefinition definition;
    private final UnaryOperator<Path> files;
    private final Pipeline pipeline;
    private final Evaluator evaluator;
    private final Executor thread;
    private final FlightFolder folder;
    private final LongPv count;
    private final StringPv file;
    private final StringPv message;
    private volatile Recording recording;

    PipelineRecorder(IocDefinition ioc, FlightRecorderDefinition definition, UnaryOperator<Path> files, Pipeline pipeline,
            Evaluator evaluator, PvDatabase database, Executor thread) {
        this.ioc = ioc;
        this.files = files;
        this.definition = definition;
        this.pipeline = pipeline;
        this.evaluator = evaluator;
        this.thread = thread;
        folder = new FlightFolder(definition.folder(), ioc.prefix() + pipeline.name());
        String name = ioc.prefix() + pipeline.name() + ':';
        count = database.add(new LongPv(name + BuiltInNames.FLIGHT_COUNT,
            Metadata.builtIn("Evaluations recorded since start", "")));
        file = database.add(new StringPv(name + BuiltInNames.FLIGHT_FILE,
            Metadata.builtIn("The recording kept last, empty if none", "")));
        message = database.add(new StringPv(name + BuiltInNames.FLIGHT_MESSAGE,
            Metadata.builtIn("What is wrong with the recording, empty if nothing", "")));
        LongPv keep = database.add(new LongPv(name + BuiltInNames.FLIGHT_KEEP, new PvType.Scalar(ValueType.UBYTE),
            Metadata.builtIn("A put of anything keeps the recording in a file of its own", ""), new Keep()));
        file.set("", Alarm.NONE);
        message.set("", Alarm.NONE);
        begin(keep);
    }

    private static void begin(LongPv keep) {
        try {
            keep.put(0L);
        } catch (PutRejectedException e) {
            throw new IllegalStateException(e);
        }
    }

    void start() {
        try {
            recording = folder.begin(flight(), definition.files());
            evaluator.observe(recording);
            LOG.info("{}: the last {} evaluations are recorded in {}", pipeline.name(), definition.evaluations(),
                recording.file());
        } catch (IOException e) {
            fault("evaluations are not recorded: " + sentence(e));
        }
    }

    private Flight flight() {
        Path model = ioc.pipelines().stream().filter(each -> each.name().equals(pipeline.name())).findFirst()
            .map(each -> files.apply(ioc.model(each.model()).file())).orElseThrow();
        String digest;
        try {
            digest = FileDigests.sha256(model);
        } catch (IOException e) {
            digest = "";
        }
        return new Flight(ioc.source().toString(), ioc.prefix(), pipeline.name(),
            List.of(new Flight.Version(model.toString(), digest)), Pv.now(), definition.evaluations(),
            columns(pipeline.inputs(), true), columns(pipeline.outputs(), false));
    }

    private List<Flight.Column> columns(List<String> pvs, boolean inputs) {
        return pvs.stream().map(pv ->
            new Flight.Column(pv, inputs ? pipeline.inputLength(pv) : pipeline.outputLength(pv))).toList();
    }

    private static String sentence(IOException e) {
        return e.getMessage() == null || e.getMessage().isBlank() ? e.getClass().getSimpleName()
            : e instanceof FileSystemException ? e.getClass().getSimpleName() + ": " + e.getMessage()
            : e.getMessage();
    }

    private void fault(String text) {
        LOG.warn("{}: {}", pipeline.name(), text);
        message.set(text, new Alarm(AlarmSeverity.MINOR, Condition.SOFT, text));
    }

    void refresh() {
        Recording present = recording;
        if (present != null) {
            count.set(present.count());
        }
    }

    /** What a put does that keeps the recording: the file is there when the put is confirmed to a client that waits. */
    private final class Keep implements Setpoint {

        @Override
        public void admit(Pv pv) throws PutRejectedException {
            if (recording == null && evaluator.count() > 0) {
                throw new PutRejectedException(pv.name() + ": nothing is recorded: " + message.value());
            }
        }

        @Override
        public void stored(Pv pv) {
            // the value means nothing
        }

        @Override
        public void process() {
            thread.execute(PipelineRecorder.this::keep);
        }

        @Override
        public CompletableFuture<Void> processAndWait() {
            return CompletableFuture.runAsync(PipelineRecorder.this::keep, thread);
        }
    }

    private void keep() {
        Recording present = recording;
        if (present == null) {
            return;
        }
        try {
            Path kept = folder.keep(present);
            file.set(kept.toString(), Alarm.NONE);
            message.set("", Alarm.NONE);
            LOG.info("{}: kept the recording in {}", pipeline.name(), kept);
        } catch (IOException e) {
            fault("the recording could not be kept: " + sentence(e));
        }
    }

    @Override
    public void close() {
        Recording present = recording;
        recording = null;
        if (present != null) {
            try {
                present.close();
            } catch (IOException e) {
                LOG.warn("{}: {}", present.file(), sentence(e));
            }
        }
    }
}
