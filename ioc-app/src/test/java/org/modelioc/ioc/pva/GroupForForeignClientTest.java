package org.modelioc.ioc.pva;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.epics.pva.PVASettings;
import org.epics.pva.client.PVAChannel;
import org.epics.pva.client.PVAClient;
import org.epics.pva.data.PVADouble;
import org.epics.pva.data.PVADoubleArray;
import org.epics.pva.data.PVAInt;
import org.epics.pva.data.PVAString;
import org.epics.pva.data.PVAStringArray;
import org.epics.pva.data.PVAStructure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.evaluation.Evaluation;
import org.modelioc.ioc.evaluation.Evaluator;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.GroupPv;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.OnnxEngine;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.IocReader;

/** Phoebus' client sees whole evaluations, however fast they come and however slow it is. The model hands its numbers on. */
class GroupForForeignClientTest {

    private static final int SECONDS = 30;
    private static final int PUTS = 3_000;
    private static final long PERIOD_NANOS = 500_000;

    @TempDir
    private Path folder;
    private final PvDatabase database = new PvDatabase();
    private Model model;
    private Evaluation evaluation;
    private PvServer server;
    private PVAClient client;
    private GroupPv group;
    private final AtomicReference<String> torn = new AtomicReference<>();

    @BeforeEach
    void serve() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.DOUBLE, "batch", 4).node("Identity", "x", "y")
            .output("y", OnnxWriter.DOUBLE, "batch", 4).write(folder.resolve("m.onnx"));
        Path config = Files.writeString(folder.resolve("m.yaml"), """
            ioc: {prefix: "T:"}
            models:
              m:
                file: m.onnx
                inputs: {x: "float64[batch, 4]"}
                outputs: {y: "float64[batch, 4]"}
            inputs:
              A: {value: 0}
              B: {value: 0}
              W: {type: "double[2]", value: [0, 0]}
            outputs:
              X: {units: mm}
              Y: {}
              V: {type: "double[2]"}
            pipelines:
              P:
                model: m
                inputs: {x: [A, B, W]}
                outputs: {y: [X, Y, V]}
            """);
        IocDefinition ioc = IocReader.read(config, Map.of());
        model = new OnnxEngine().load(ioc.models().getFirst());
        evaluation = new Evaluation(ioc, List.of(Pipeline.open(ioc.pipelines().getFirst(), model)), database);
        evaluation.initialise();
        evaluation.start();
        Evaluator evaluator = evaluation.evaluators().getFirst();
        group = evaluator.views().group();
        database.add(group);
        database.add(evaluator.views().table());
        server = new PvServer(database.all().toArray(Pv[]::new));
        PVASettings.EPICS_PVA_ADDR_LIST = "";
        PVASettings.EPICS_PVA_AUTO_ADDR_LIST = false;
        PVASettings.EPICS_PVA_NAME_SERVERS = "127.0.0.1:" + server.tcpPort();
        PVASettings.EPICS_PVA_SEND_BUFFER_SIZE = 1 << 20;
        PVASettings.logger.setLevel(Level.WARNING);
        client = new PVAClient();
    }

    @AfterEach
    void end() {
        client.close();
        server.close();
        evaluation.close();
        model.close();
    }

    private PVAChannel connect(Pv pv) throws Exception {
        PVAChannel channel = client.getChannel(pv.name());
        channel.connect().get(SECONDS, TimeUnit.SECONDS);
        return channel;
    }

    private static void await(String what, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen: " + what);
            }
            Thread.sleep(2);
        }
    }

    private static double number(PVAStructure data, String path) throws Exception {
        return ((PVADouble) data.locate(path)).get();
    }

    private static int whole(PVAStructure data, String path) throws Exception {
        return ((PVAInt) data.locate(path)).get();
    }

    private static String text(PVAStructure data, String path) throws Exception {
        return ((PVAString) data.locate(path)).get();
    }

    /** What one client has seen: whether each update was whole, and the last of them. */
    private final class Seen {
        private volatile int id;
        private volatile double last;
        private volatile int updates;

        void update(PVAStructure data) {
            try {
                int now = whole(data, "evaluation");
                double[] wave = ((PVADoubleArray) data.locate("outputs.V.value")).get();
                double a = number(data, "inputs.A.value");
                if (now < id || now != whole(data, "timeStamp.userTag") || now != whole(data, "outputs.X.timeStamp.userTag")
                        || number(data, "outputs.X.value") != a
                        || number(data, "outputs.Y.value") != number(data, "inputs.B.value")
                        || wave[0] != ((PVADoubleArray) data.locate("inputs.W.value")).get()[0]
                        || wave[0] != wave[1]) {
                    torn.compareAndSet(null, "after " + id + ": " + data);
                }
                id = now;
                last = a;
                updates = updates + 1;
            } catch (Exception e) {
                torn.compareAndSet(null, e.toString());
            }
        }
    }

    // one after the other, so that A, B and W are seldom of one turn: an update has to show those that were used
    private void puts() throws Exception {
        for (int i = 1; i <= PUTS; i++) {
            switch (i % 3) {
                case 0 -> put("A", (double) i);
                case 1 -> put("B", (double) i);
                default -> {
                    ArrayPv wave = (ArrayPv) database.get("T:W");
                    wave.put(new double[] {i, i});
                    wave.setpoint().process();
                }
            }
            LockSupport.parkNanos(PERIOD_NANOS);
        }
    }

    private void put(String name, double value) throws Exception {
        Pv pv = database.get("T:" + name);
        pv.put(value);
        pv.setpoint().process();
    }

    @Test
    void everyUpdateIsOneWholeEvaluation() throws Exception {
        Seen fast = new Seen();
        Seen slow = new Seen();
        AtomicBoolean putting = new AtomicBoolean(true);
        try (PVAChannel one = connect(group); PVAClient other = new PVAClient();
                PVAChannel two = other.getChannel(group.name())) {
            two.connect().get(SECONDS, TimeUnit.SECONDS);
            one.subscribe("", (_, _, _, data) -> fast.update(data));
            two.subscribe("", (_, _, _, data) -> {
                slow.update(data);
                if (putting.get()) {
                    LockSupport.parkNanos(20 * PERIOD_NANOS);
                }
            });
            await("first updates", () -> fast.updates > 0 && slow.updates > 0);
            puts();
            putting.set(false);

            await("the last evaluation", () -> fast.last == PUTS && slow.last == PUTS);
            assertThat(torn.get()).isNull();
            assertThat(fast.id).isEqualTo(slow.id);
            assertThat(slow.updates).as("merged").isLessThan(PUTS);
        }
    }

    @Test
    void getsAreWholeToo() throws Exception {
        Seen seen = new Seen();
        try (PVAChannel channel = connect(group)) {
            Thread putting = Thread.ofVirtual().start(() -> {
                try {
                    puts();
                } catch (Exception e) {
                    torn.compareAndSet(null, e.toString());
                }
            });
            while (putting.isAlive()) {
                seen.update(channel.read("").get(SECONDS, TimeUnit.SECONDS));
            }
            assertThat(torn.get()).isNull();
        }
    }

    @Test
    void theStructureTellsNamesUnitsAlarmAndMode() throws Exception {
        try (PVAChannel channel = connect(group)) {
            put("A", Double.NaN);
            await("evaluated", () -> database.get("T:X").alarm().message().startsWith("INPUT A"));
            PVAStructure data = channel.read("").get(SECONDS, TimeUnit.SECONDS);

            assertThat(text(data, "mode")).isEqualTo("LIVE");
            assertThat(text(data, "outputs.X.name")).isEqualTo("T:X");
            assertThat(text(data, "outputs.X.display.units")).isEqualTo("mm");
            assertThat(whole(data, "alarm.severity")).isEqualTo(3);
            assertThat(text(data, "alarm.message")).isEqualTo("INPUT A INVALID (UDF: not a finite number)");
            assertThat(text(data, "outputs.Y.alarm.message")).isEqualTo(text(data, "alarm.message"));
            assertThat(((PVAStructure) data.locate("inputs.W")).getStructureName()).isEqualTo("epics:nt/NTScalarArray:1.0");
            assertThatThrownBy(() -> channel.write(true, "field(evaluation)", 7).get(SECONDS, TimeUnit.SECONDS))
                .rootCause().hasMessageContaining("T:P:EVAL:GROUP is read-only");
        }
    }

    @Test
    void theTableIsAnNtTableWithTheSameEvaluation() throws Exception {
        Pv table = database.get("T:P:EVAL:TABLE");
        try (PVAChannel channel = connect(table)) {
            AtomicReference<PVAStructure> last = new AtomicReference<>();
            channel.subscribe("", (_, _, _, data) -> last.set(data));
            await("first update", () -> last.get() != null);
            put("A", 2.5);
            await("the row", () -> {
                try {
                    return ((PVADoubleArray) last.get().locate("value.value")).get()[2] == 2.5;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(last.get().getStructureName()).isEqualTo("epics:nt/NTTable:1.0");
            assertThat(((PVAStringArray) last.get().locate("value.name")).get()).containsExactly("T:A", "T:B", "T:X", "T:Y");
            assertThat(((PVAStringArray) last.get().locate("value.text")).get()[0]).isEqualTo("2.500");
        }
    }

    @Test
    void aClientThatLeavesCostsNothingMoreAndAnotherFindsTheNewest() throws Exception {
        try (PVAChannel channel = connect(group)) {
            Seen seen = new Seen();
            channel.subscribe("", (_, _, _, data) -> seen.update(data));
            await("first update", () -> seen.updates > 0);
            assertThat(group.observed()).isTrue();
        }
        await("unsubscribed", () -> !group.observed());
        put("A", 9);
        await("evaluated", () -> database.get("T:X").userTag() > 1);

        try (PVAClient later = new PVAClient(); PVAChannel channel = later.getChannel(group.name())) {
            channel.connect().get(SECONDS, TimeUnit.SECONDS);
            Seen seen = new Seen();
            channel.subscribe("", (_, _, _, data) -> seen.update(data));
            await("the newest", () -> seen.last == 9);
            assertThat(torn.get()).isNull();
        }
    }
}
