package org.modelioc.ioc.pva.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.epics.pvdata.pv.DoubleArrayData;
import org.epics.pvdata.pv.PVDoubleArray;
import org.junit.jupiter.api.Test;
import org.modelioc.schema.service.ServerDefinition;

/** Arrays of any size travel in segments, through small buffers. */
class LargeDataTest {

    private static final int MILLION = 1_000_000;
    private static final ServerDefinition LIMITS =
        new ServerDefinition(2_000, TestServer.LIMITS.idleTimeout(), 50_000, 64L << 20);

    private static double[] ramp() {
        double[] ramp = new double[MILLION];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i;
        }
        return ramp;
    }

    private static double[] value(TestServer server) {
        double[] copy = new double[MILLION];
        DoubleArrayData data = new DoubleArrayData();
        int length = server.provider.pv("wave").value.getSubField(PVDoubleArray.class, "value").get(0, MILLION, data);
        System.arraycopy(data.data, 0, copy, 0, length);
        return copy;
    }

    @Test
    void aMillionDoublesAreRead() throws Exception {
        try (TestServer server = new TestServer(LIMITS, Map.of()); RawClient client = server.login()) {
            server.provider.pv("wave").change(value -> value.getSubField(PVDoubleArray.class, "value")
                .put(0, MILLION, ramp(), 0));
            int sid = client.create("wave");
            client.send(RawClient.GET, new Payload().int32(sid).int32(1).int8(8).everything());
            client.await(RawClient.GET);
            for (int repeat = 0; repeat < 3; repeat++) {
                client.send(RawClient.GET, new Payload().int32(sid).int32(1).int8(0));
                ByteBuffer reply = client.await(RawClient.GET).payload();
                // ioid, flags, status, one changed bit
                reply.position(4 + 1 + 1 + 2);
                assertThat(reply.get() & 0xFF).isEqualTo(254);
                assertThat(reply.getInt()).isEqualTo(MILLION);
                double[] got = new double[MILLION];
                reply.asDoubleBuffer().get(got);
                assertThat(got).isEqualTo(ramp());
            }
        }
    }

    @Test
    void aMillionDoublesAreWrittenInOneMessageAndInSegments() throws Exception {
        try (TestServer server = new TestServer(LIMITS, Map.of()); RawClient client = server.login()) {
            int sid = client.create("wave");
            client.send(RawClient.PUT, new Payload().int32(sid).int32(1).int8(8).everything());
            client.await(RawClient.PUT);
            ByteBuffer values = ByteBuffer.allocate(8 * MILLION);
            values.asDoubleBuffer().put(ramp());
            byte[] put = new Payload().int32(sid).int32(1).int8(0).size(1).int8(1).longSize(MILLION).bytes(values.array())
                .build();
            client.send(Payload.message(RawClient.PUT, put));
            assertThat(client.await(RawClient.PUT).payload().get(5)).isEqualTo((byte) -1);
            assertThat(value(server)).isEqualTo(ramp());

            server.provider.pv("wave").change(value -> value.getSubField(PVDoubleArray.class, "value").setLength(0));
            int piece = 10_007;
            for (int at = 0; at < put.length; at += piece) {
                int flags = at == 0 ? 0x90 : at + piece < put.length ? 0xB0 : 0xA0;
                client.send(Payload.message(flags, RawClient.PUT,
                    Arrays.copyOfRange(put, at, Math.min(put.length, at + piece))));
            }
            assertThat(client.await(RawClient.PUT).payload().get(5)).isEqualTo((byte) -1);
            assertThat(value(server)).isEqualTo(ramp());
        }
    }

    @Test
    void maxArrayBytesDoesNotSizeTheBuffersOfConnections() throws Exception {
        // a gigabyte for each of 100 connections would be felt
        try (TestServer server = new TestServer(LIMITS, Map.of("EPICS_PVAS_MAX_ARRAY_BYTES", "1000000000"))) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                RawClient client = server.login();
                client.create("wave");
                clients.add(client);
            }
            for (RawClient client : clients) {
                assertThat(client.isAlive()).isTrue();
                client.close();
            }
        }
    }
}
