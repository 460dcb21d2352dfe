package org.modelioc.ioc.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.modelioc.ioc.Ioc;
import org.modelioc.ioc.evaluation.Evaluator;
import org.modelioc.ioc.link.LinkSettings;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pva.server.PvaSettings;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.card.FileDigests;
import org.modelioc.schema.evaluation.EvaluationMode;
import org.modelioc.schema.evaluation.TriggerDefinition;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.pv.PvDefinition;

/**
 * Measures one pipeline of a configuration. The IOC runs in this process, on loopback, on ports of its own, follows nothing
 * and saves, logs and guards nothing: what it does cannot reach the machine, nor the files of an IOC that runs beside it.
 */
public final class Bench {

    /**
     * What to measure.
     *
     * @param rates    evaluations a second; 0 is one after the other
     * @param batches  batch sizes of the model alone
     * @param seconds  how long each measurement takes
     * @param pvAccess whether over pvAccess, too
     */
    public record Plan(List<Double> rates, List<Integer> batches, double seconds, boolean pvAccess) {

        /** Keeps copies. */
        public Plan {
            rates = List.copyOf(rates);
            batches = List.copyOf(batches);
        }

        /**
         * How many measurements there are.
         *
         * @return at least 0
         */
        public int size() {
            return rates.size() * (pvAccess ? 2 : 1) + batches.size();
        }
    }

    private final IocDefinition definition;
    private final PipelineDefinition pipeline;
    private final Plan plan;
    private final Consumer<String> progress;
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * Prepares.
     *
     * @param definition the configuration
     * @param pipeline   the pipeline to measure
     * @param plan       what to measure
     * @param progress   told what is measured next
     */
    public Bench(IocDefinition definition, PipelineDefinition pipeline, Plan plan, Consumer<String> progress) {
        this.definition = new IocDefinition(definition.source(), definition.sources(), definition.prefix(),
            definition.description(), definition.server(), definition.models(), definition.inputs(), definition.outputs(),
            definition.calculations(), definition.pipelines(), Optional.empty(), Optional.empty(), Optional.empty(),
            definition.latency(), Optional.empty());
        this.pipeline = pipeline;
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * Measures. Ends by itself.
     *
     * @return what was measured, and what could not be
     * @throws Exception if the IOC cannot start, as for a run
     */
    public BenchReport run() throws Exception {
        int udpPort = freePort();
        PvaSettings settings = PvaSettings.fromEnvironment(Map.of("EPICS_PVAS_INTF_ADDR_LIST", "127.0.0.1",
            "EPICS_PVAS_SERVER_PORT", Integer.toString(freePort()), "EPICS_PVAS_BROADCAST_PORT", Integer.toString(udpPort),
            "EPICS_PVAS_AUTO_BEACON_ADDR_LIST", "NO"), new Properties());
        // to the port for what is thrown away
        LinkSettings nowhere = LinkSettings.fromEnvironment(Map.of("EPICS_PVA_AUTO_ADDR_LIST", "NO",
            "EPICS_PVA_ADDR_LIST", "127.0.0.1:9", "EPICS_CA_ADDR_LIST", "127.0.0.1:9", "EPICS_CA_AUTO_ADDR_LIST", "NO",
            "EPICS_PVA_BROADCAST_PORT", Integer.toString(freePort()),
            "EPICS_CA_REPEATER_PORT", Integer.toString(freePort())), new Properties());
        try (Ioc ioc = Ioc.start(definition, settings, nowhere, false)) {
            Evaluator evaluator = ioc.evaluators().stream().filter(each -> each.name().equals(pipeline.name())).findFirst()
                .orElseThrow();
            takePuts(ioc);
            inProcess(evaluator);
            overPvAccess(ioc, udpPort);
            alone(ioc);
            return new BenchReport(facts(), measurements, notes);
        }
    }

    static int freePort() throws IOException {
        // free for both protocols, and below those that the system gives to clients
        for (int port = 21_000 + (int) (ProcessHandle.current().pid() % 9_000); ; port++) {
            try (ServerSocket tcp = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                    DatagramSocket udp = new DatagramSocket(port)) {
                if (tcp.isBound() && udp.isBound()) {
                    return port;
                }
            } catch (BindException e) {
                if (port > 32_000) {
                    throw e;
                }
            }
        }
    }

    // followed inputs take puts in WHAT-IF only; HOLD and OFF evaluate nothing
    private void takePuts(Ioc ioc) {
        Pv mode = ioc.database().get(definition.prefix() + pipeline.name() + ':' + BuiltInNames.EVAL_MODE);
        try {
            mode.put(EvaluationMode.WHAT_IF.ordinal());
            mode.setpoint().process();
        } catch (PutRejectedException e) {
            notes.add("the mode could not be set to WHAT-IF: " + e.getMessage());
        }
    }

    private void inProcess(Evaluator evaluator) throws InterruptedException {
        for (double rate : plan.rates()) {
            progress.accept("in process, " + Pace.text(rate));
            measurements.add(new InProcess(evaluator).measure(rate, plan.seconds()));
        }
        if (evaluator.errors() > 0) {
            notes.add(evaluator.errors() + " evaluations failed: " + evaluator.state().message());
        }
    }

    private void overPvAccess(Ioc ioc, int udpPort) throws InterruptedException {
        if (!plan.pvAccess()) {
            return;
        }
        if (!(pipeline.evaluation().trigger() instanceof TriggerDefinition.OnChange)) {
            notes.add("not measured over pvAccess: a put does not trigger the pipeline");
            return;
        }
        Optional<PvDefinition> input = definition.inputs().stream().filter(each -> pipeline.takes().contains(each.name())
            && each.follow().isEmpty() && isNumber(ioc, each)).findFirst();
        Optional<PvDefinition> output =
            definition.outputs().stream().filter(each -> pipeline.sets().contains(each.name())).findFirst();
        if (input.isEmpty() || output.isEmpty()) {
            notes.add("not measured over pvAccess: the pipeline has no input that is a double and takes puts");
            return;
        }
        try (Loopback loopback = new Loopback(udpPort, definition.prefix() + input.get().name(), input.get().limits(),
                definition.prefix() + output.get().name())) {
            for (double rate : plan.rates()) {
                progress.accept("pvAccess, " + Pace.text(rate));
                measurements.add(loopback.measure(rate, plan.seconds()));
            }
        } catch (IllegalStateException e) {
            notes.add("not measured over pvAccess: " + e.getMessage());
        }
    }

    private boolean isNumber(Ioc ioc, PvDefinition input) {
        return ioc.database().get(definition.prefix() + input.name()) instanceof DoublePv;
    }

    private void alone(Ioc ioc) {
        for (int batch : plan.batches()) {
            progress.accept("model, batch " + batch);
            try {
                measurements.add(new ModelAlone(ioc.model(pipeline.model())).measure(batch, plan.seconds()));
            } catch (ModelLoadException | InferenceException e) {
                notes.add("model, batch " + batch + ": " + e.getMessage());
            }
        }
    }

    private Map<String, String> facts() throws IOException {
        ModelDefinition model = definition.model(pipeline.model());
        Runtime runtime = Runtime.getRuntime();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("configuration", definition.source().toString());
        facts.put("pipeline", pipeline.name());
        facts.put("model", model.file().normalize().toString());
        facts.put("sha256", FileDigests.sha256(model.file()));
        facts.put("device", "cpu");
        facts.put("host", host());
        facts.put("cores", Integer.toString(runtime.availableProcessors()));
        facts.put("system", System.getProperty("os.name") + ' ' + System.getProperty("os.version") + ' '
            + System.getProperty("os.arch"));
        facts.put("jvm", Runtime.version() + " " + System.getProperty("java.vm.vendor", ""));
        facts.put("seconds", Double.toString(plan.seconds()));
        facts.put("load", String.format(Locale.ROOT, "%.2f",
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        return facts;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
