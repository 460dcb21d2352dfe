package org.modelioc.ioc.pva.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.epics.pva.PVASettings;
import org.epics.pva.client.PVAChannel;
import org.epics.pva.client.PVAClient;
import org.epics.pva.data.PVADouble;
import org.epics.pva.data.PVADoubleArray;
import org.epics.pva.data.PVAString;
import org.epics.pva.data.PVAStructure;
import org.epics.pvaccess.client.AccessRights;
import org.epics.pvdata.pv.PVDoubleArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that is not ours does what operators' programs do. */
class ForeignClientTest {

    private static final int SECONDS = 20;

    private TestServer server;
    private PVAClient client;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        PVASettings.EPICS_PVA_ADDR_LIST = "127.0.0.1:" + server.server.udpPort();
        PVASettings.EPICS_PVA_AUTO_ADDR_LIST = false;
        PVASettings.EPICS_PVA_NAME_SERVERS = "";
        PVASettings.EPICS_PVA_BROADCAST_PORT = TestServer.freePort();
        PVASettings.EPICS_PVA_SEND_BUFFER_SIZE = 1 << 20;
        PVASettings.logger.setLevel(Level.WARNING);
        client = new PVAClient();
    }

    @AfterEach
    void end() throws Exception {
        client.close();
        server.awaitNothingLeft();
        assertThat(server.server.statistics().droppedBadMessage()).isZero();
        server.close();
    }

    private PVAChannel connect(String name) throws Exception {
        PVAChannel channel = client.getChannel(name);
        assertThat(channel.connect().get(SECONDS, TimeUnit.SECONDS)).isTrue();
        return channel;
    }

    @Test
    void learnsWhatItMayDo() throws Exception {
        BlockingQueue<Boolean> told = new LinkedBlockingQueue<>();
        try (PVAChannel channel = client.getChannel("scalar", (changed, state) -> { }, (changed, may) -> told.add(may))) {
            channel.connect().get(SECONDS, TimeUnit.SECONDS);
            assertThat(channel.isWritable()).isTrue();
            server.provider.lastChannel.change(AccessRights.read);
            assertThat(told.poll(SECONDS, TimeUnit.SECONDS)).isFalse();
            assertThat(channel.isWritable()).isFalse();
            server.provider.lastChannel.change(AccessRights.readWrite);
            assertThat(told.poll(SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void readsWhatItWrites() throws Exception {
        try (PVAChannel scalar = connect("scalar"); PVAChannel text = connect("text")) {
            scalar.write(true, "field(value)", 2.75).get(SECONDS, TimeUnit.SECONDS);
            PVAStructure read = scalar.read("").get(SECONDS, TimeUnit.SECONDS);
            assertThat(((PVADouble) read.get("value")).get()).isEqualTo(2.75);
            assertThat(read.getStructureName()).isEqualTo("epics:nt/NTScalar:1.0");
            text.write(true, "field(value)", "25 °C").get(SECONDS, TimeUnit.SECONDS);
            PVAString value = text.read("").get(SECONDS, TimeUnit.SECONDS).get("value");
            assertThat(value.get()).isEqualTo("25 °C");
        }
        assertThat(server.provider.clients).allSatisfy(known -> {
            assertThat(known.method()).isEqualTo("ca");
            assertThat(known.user()).isEqualTo(System.getProperty("user.name"));
        });
    }

    @Test
    void followsAPv() throws Exception {
        List<Double> seen = new CopyOnWriteArrayList<>();
        try (PVAChannel scalar = connect("scalar"); AutoCloseable subscription = scalar.subscribe("",
                (channel, changes, overruns, data) -> seen.add(((PVADouble) data.get("value")).get()))) {
            assertThat(subscription).isNotNull();
            TestServer.await("the first update", () -> seen.size() == 1);
            for (int i = 1; i <= 100; i++) {
                server.provider.pv("scalar").set(i);
            }
            TestServer.await("the last update", () -> seen.contains(100.0));
            assertThat(seen).isSorted();
        }
        TestServer.await("no monitor", () -> server.provider.monitors.get() == 0);
    }

    @Test
    void readsAMillionDoubles() throws Exception {
        double[] wave = new double[1_000_000];
        for (int i = 0; i < wave.length; i++) {
            wave[i] = i;
        }
        server.provider.pv("wave").change(value -> value.getSubField(PVDoubleArray.class, "value")
            .put(0, wave.length, wave, 0));
        try (PVAChannel channel = connect("wave")) {
            PVADoubleArray read = channel.read("").get(SECONDS, TimeUnit.SECONDS).get("value");
            assertThat(read.get()).isEqualTo(wave);
        }
    }

    @Test
    void findsThePvThroughANameServer() throws Exception {
        PVASettings.EPICS_PVA_ADDR_LIST = "";
        PVASettings.EPICS_PVA_NAME_SERVERS = "127.0.0.1:" + server.server.tcpPort();
        try (PVAClient byName = new PVAClient(); PVAChannel channel = byName.getChannel("scalar")) {
            assertThat(channel.connect().get(SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(channel.read("").get(SECONDS, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void calls() throws Exception {
        try (PVAChannel channel = connect("scalar")) {
            PVAStructure argument = new PVAStructure("", "", new PVAString("op", "größer"));
            PVAStructure result = channel.invoke(argument).get(SECONDS, TimeUnit.SECONDS);
            assertThat(((PVAString) result.get("op")).get()).isEqualTo("größer");
        }
    }
}
