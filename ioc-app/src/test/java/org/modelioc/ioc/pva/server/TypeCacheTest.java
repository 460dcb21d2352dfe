package org.modelioc.ioc.pva.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.epics.pvdata.factory.FieldFactory;
import org.epics.pvdata.factory.PVDataFactory;
import org.epics.pvdata.pv.FieldCreate;
import org.epics.pvdata.pv.PVUnion;
import org.epics.pvdata.pv.ScalarType;
import org.epics.pvdata.pv.Structure;
import org.junit.jupiter.api.Test;

/** A type is described to a client once; after that its number stands for it. */
class TypeCacheTest {

    private static final FieldCreate CREATE = FieldFactory.getFieldCreate();
    private static final byte ONLY_ID = -2;
    private static final byte FULL_WITH_ID = -3;
    private static final byte STRUCTURE = (byte) 0x80;

    private static ByteBuffer write(OutgoingTypes types, Structure type) {
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        types.write(type, buffer, new PlainTypes(types));
        return buffer.flip();
    }

    private static Structure type(String field) {
        return CREATE.createFieldBuilder().add(field, ScalarType.pvInt).createStructure();
    }

    @Test
    void secondGetOfTheSameTypeCarriesOnlyItsNumber() throws Exception {
        try (TestServer server = new TestServer(); RawClient client = server.login()) {
            int sid = client.create("text");
            client.send(RawClient.GET, new Payload().int32(sid).int32(1).int8(8).everything());
            ByteBuffer first = client.await(RawClient.GET).payload();
            assertThat(first.get(6)).isEqualTo(FULL_WITH_ID);
            client.send(RawClient.GET, new Payload().int32(sid).int32(2).int8(8).everything());
            ByteBuffer second = client.await(RawClient.GET).payload();
            assertThat(second.get(6)).isEqualTo(ONLY_ID);
            assertThat(second.getShort(7)).isEqualTo(first.getShort(7));
            assertThat(second.limit()).isEqualTo(9);
        }
    }

    @Test
    void updatesOfAVariantUnionDescribeItsTypeOnce() throws Exception {
        try (TestServer server = new TestServer(); RawClient client = server.login()) {
            int sid = client.create("any");
            client.send(RawClient.MONITOR, new Payload().int32(sid).int32(1).int8(8).everything());
            client.await(RawClient.MONITOR);
            client.send(RawClient.MONITOR, new Payload().int32(sid).int32(1).int8(0x44));
            client.await(RawClient.MONITOR);
            for (int i = 0; i < 3; i++) {
                // each time a type of its own, equal to the others
                server.provider.pv("any").change(value -> value.getSubField(PVUnion.class, "value")
                    .set(PVDataFactory.getPVDataCreate().createPVStructure(type("i"))));
                byte code = client.await(RawClient.MONITOR).payload().get(4 + 1 + 2);
                assertThat(code).isEqualTo(i == 0 ? FULL_WITH_ID : ONLY_ID);
            }
        }
    }

    @Test
    void equalTypesShareANumberAndOthersDoNot() {
        OutgoingTypes types = new OutgoingTypes();
        short id = write(types, type("a")).getShort(1);
        assertThat(write(types, type("a")).get()).isEqualTo(ONLY_ID);
        assertThat(write(types, type("a")).getShort(1)).isEqualTo(id);
        ByteBuffer other = write(types, type("b"));
        assertThat(other.get()).isEqualTo(FULL_WITH_ID);
        assertThat(other.getShort()).isNotEqualTo(id);
    }

    @Test
    void withoutFreeNumbersTypesAreDescribedInFull() {
        OutgoingTypes types = new OutgoingTypes();
        for (int i = 0; i < OutgoingTypes.MAX_TYPES; i++) {
            assertThat(write(types, type("f" + i)).get()).isEqualTo(FULL_WITH_ID);
        }
        assertThat(write(types, type("late")).get()).isEqualTo(STRUCTURE);
        assertThat(write(types, type("late")).get()).isEqualTo(STRUCTURE);
        assertThat(write(types, type("f0")).get()).isEqualTo(ONLY_ID);
    }

    @Test
    void typesAClientNumberedAreRecalled() throws Exception {
        try (TestServer server = new TestServer(); RawClient client = server.login()) {
            int sid = client.create("scalar");
            client.send(RawClient.RPC, new Payload().int32(sid).int32(1).int8(8).int8(0xFF));
            client.await(RawClient.RPC);
            for (int i = 0; i < 3; i++) {
                Payload argument = new Payload().int32(sid).int32(1).int8(0);
                if (i == 0) {
                    argument.int8(0xFD).int16(5).int8(0x80).string("").size(1).string("x").int8(0x43);
                } else {
                    argument.int8(0xFE).int16(5);
                }
                client.send(RawClient.RPC, argument.float64(i + 0.5));
                ByteBuffer reply = client.await(RawClient.RPC).payload();
                assertThat(reply.getDouble(reply.limit() - 8)).isEqualTo(i + 0.5);
            }
        }
    }
}
