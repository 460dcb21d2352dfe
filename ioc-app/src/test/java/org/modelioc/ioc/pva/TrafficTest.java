package org.modelioc.ioc.pva;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.epics.pva.PVASettings;
import org.epics.pva.client.PVAChannel;
import org.epics.pva.client.PVAClient;
import org.epics.pva.data.PVADoubleArray;
import org.epics.pva.data.PVAIntArray;
import org.epics.pva.data.PVALongArray;
import org.epics.pva.data.PVAStringArray;
import org.epics.pva.data.PVAStructure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.diagnostics.BuiltInPvs;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.ioc.pv.TestPvs;
import org.modelioc.ioc.traffic.Traffic;
import org.modelioc.schema.service.LatencyDefinition;
import org.modelioc.schema.type.ValueType;

/** What real clients do shows in the PVs about the server's traffic. */
class TrafficTest {

    private static final int SECONDS = 30;
    private static final int ELEMENTS = 200_000;

    // so large that a client which does not read is noticed soon
    private final ArrayPv large = TestPvs.array(ValueType.DOUBLE, ELEMENTS, null);
    private PvServer server;
    private BuiltInPvs builtIn;
    private PVAClient client;

    @BeforeEach
    void serve() throws Exception {
        server = new PvServer(large);
        builtIn = new BuiltInPvs("T:", List.of(), LatencyDefinition.DEFAULT, server.database);
        builtIn.start(server.server());
        PVASettings.EPICS_PVA_ADDR_LIST = "";
        PVASettings.EPICS_PVA_AUTO_ADDR_LIST = false;
        PVASettings.EPICS_PVA_NAME_SERVERS = "127.0.0.1:" + server.tcpPort();
        PVASettings.logger.setLevel(Level.WARNING);
        client = new PVAClient();
    }

    @AfterEach
    void end() {
        client.close();
        builtIn.close();
        server.close();
    }

    private Traffic traffic() {
        return server.server().traffic();
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(5);
        }
    }

    private static PVAChannel connect(PVAClient by, Pv pv) throws Exception {
        PVAChannel channel = by.getChannel(pv.name());
        channel.connect().get(SECONDS, TimeUnit.SECONDS);
        return channel;
    }

    private void commit(double value) {
        double[] row = new double[ELEMENTS];
        row[0] = value;
        large.commit(row, 0, Pv.now(), 0, Alarm.NONE);
    }

    private String slowClients() {
        return ((StringPv) server.database.get("T:PVA:SLOW-CLIENTS")).value();
    }

    @Test
    void whatAClientDoesIsCounted() throws Exception {
        Pv heartbeat = server.database.get("T:HEARTBEAT");
        CountDownLatch updates = new CountDownLatch(2);
        PVAChannel channel = connect(client, heartbeat);
        AutoCloseable subscription = channel.subscribe("", (_, _, _, data) -> updates.countDown());
        assertThat(updates.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        await("a subscription", () -> traffic().subscriptions() == 1 && traffic().updatesOut() >= 2);
        assertThat(traffic().clients()).isEqualTo(1);
        assertThat(traffic().channels()).isEqualTo(1);
        assertThat(traffic().bytesIn()).isPositive();
        assertThat(traffic().updatesIn()).isZero();

        // read-only: that it is refused makes it no less a put
        assertThat(channel.write(true, "field(value)", 1L).handle((_, failure) -> failure).get(SECONDS, TimeUnit.SECONDS))
            .isNotNull();
        await("a put", () -> traffic().updatesIn() == 1);

        await("shown", () -> ((LongPv) server.database.get("T:PVA:SUBSCRIPTIONS")).value() == 1);
        subscription.close();
        await("no subscription", () -> traffic().subscriptions() == 0);
        client.close();
        await("nobody", () -> traffic().clients() == 0 && traffic().channels() == 0);
        assertThat(traffic().merged()).isZero();
        assertThat(traffic().dropped()).isZero();
    }

    @Test
    void aSlowClientIsNamedWithWhatWaitsForIt() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicReference<Double> seen = new AtomicReference<>(0.0);
        PVAClient sleeper = new PVAClient();
        try {
            connect(sleeper, large).subscribe("field(value)", (_, _, _, data) -> {
                try {
                    goOn.await();
                    seen.set(((PVADoubleArray) data.locate("value")).get()[0]);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            await("subscribed", () -> traffic().subscriptions() == 1);
            double value = 0;
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            while (traffic().merged() < 5 && System.nanoTime() < end) {
                commit(++value);
                Thread.sleep(5);
            }
            await("named", () -> slowClients().matches(".+@.+ \\(127\\.0\\.0\\.1:\\d+\\): \\d+ merged, [1-9]\\d* waiting"));

            PVAStructure table = connect(client, server.database.get("T:PVA:TABLE")).read("").get(SECONDS, TimeUnit.SECONDS);
            assertThat(table.getStructureName()).isEqualTo("epics:nt/NTTable:1.0");
            assertThat(((PVAStringArray) table.locate("value.user")).get()).hasSize(2)
                .containsOnly(System.getProperty("user.name"));
            assertThat(((PVALongArray) table.locate("value.merged")).get()[0]).as("the slowest first").isGreaterThanOrEqualTo(5);
            assertThat(((PVALongArray) table.locate("value.queued_bytes")).get()[0])
                .isGreaterThanOrEqualTo((long) ELEMENTS * Double.BYTES);
            assertThat(((PVAIntArray) table.locate("value.subscriptions")).get()).containsExactly(1, 0);

            goOn.countDown();
            double last = value;
            await("the last value all the same", () -> seen.get() == last);
        } finally {
            goOn.countDown();
            sleeper.close();
        }
    }

    @Test
    void whatWaitsForAClientThatGoesIsDropped() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        PVAClient sleeper = new PVAClient();
        try {
            connect(sleeper, large).subscribe("field(value)", (_, _, _, data) -> {
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            await("subscribed", () -> traffic().subscriptions() == 1);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            while (traffic().merged() == 0 && System.nanoTime() < end) {
                commit(1);
                Thread.sleep(5);
            }
            server.server().clients().forEach(connection -> assertThat(connection.backlog().updates()).isPositive());
            server.close();
            await("dropped", () -> traffic().dropped() > 0);
        } finally {
            goOn.countDown();
            sleeper.close();
        }
    }
}
