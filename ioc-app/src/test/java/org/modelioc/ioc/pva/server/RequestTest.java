package org.modelioc.ioc.pva.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.epics.pvaccess.client.Channel.ConnectionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.access.Client;

/** What a client may ask, on the level of messages. */
class RequestTest {

    private TestServer server;
    private RawClient client;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        client = server.login();
    }

    @AfterEach
    void end() throws Exception {
        assertThat(client.isAlive()).isTrue();
        client.close();
        server.awaitNothingLeft();
        server.close();
    }

    private void noMoreMessages() throws IOException {
        client.send(2, new Payload().int32(1));
        RawClient.Frame next = client.receive();
        assertThat(next.command()).as("nothing but the echo").isEqualTo(2);
    }

    @Test
    void anonymousAndCaAreOfferedAndCaLastBecauseClientsTakeTheLast() throws Exception {
        try (RawClient other = server.connect()) {
            RawClient.Frame offer = other.await(1);
            offer.payload().position(6);
            assertThat(offer.payload().get()).isEqualTo((byte) 2);
            assertThat(offer.string()).isEqualTo("anonymous");
            assertThat(offer.string()).isEqualTo("ca");
        }
    }

    @Test
    void providerLearnsWhoAsksForAChannel() throws Exception {
        client.create("scalar");
        Client known = server.provider.clients.getLast();
        assertThat(known.method()).isEqualTo("ca");
        assertThat(known.user()).isEqualTo("alice");
        assertThat(known.claimedHost()).isEqualTo("ws3");
        assertThat(known.peer().getPort()).isEqualTo(client.socket().getLocalPort());
        assertThat(known.peer().getAddress().isLoopbackAddress()).isTrue();
        assertThat(ClientIdentity.current()).isEqualTo(Client.NONE);
    }

    @Test
    void anonymousClientHasNoNameButAnAddress() throws Exception {
        try (RawClient other = server.connect()) {
            other.await(1);
            other.send(1, new Payload().int32(1).int16(1).int16(0).string("anonymous").int8(0xFF));
            assertThat(other.await(9).status()).isNull();
            other.create("scalar");
            Client known = server.provider.clients.getLast();
            assertThat(known.method()).isEqualTo("anonymous");
            assertThat(known.user()).isEmpty();
            assertThat(known.peer().getPort()).isEqualTo(other.socket().getLocalPort());
        }
    }

    @Test
    void unknownWayToSayWhoOneIsIsRefusedWithAReason() throws Exception {
        try (RawClient other = server.connect()) {
            other.await(1);
            other.send(1, new Payload().int32(1).int16(1).int16(0).string("x509").int8(0xFF));
            assertThat(other.await(9).status()).contains("x509");
        }
    }

    @Test
    void searchThroughTheConnectionIsAnsweredThroughTheConnection() throws Exception {
        client.send(RawClient.SEARCH, new Payload().int32(66).int8(0).zeros(3).zeros(16).int16(0).size(1).string("tcp")
            .int16(3).int32(1).string("scalar").int32(2).string("nowhere").int32(3).string("wave"));
        ByteBuffer reply = client.await(4).payload();
        reply.position(12);
        assertThat(reply.getInt()).isEqualTo(66);
        reply.position(reply.position() + 16);
        assertThat(reply.getShort() & 0xFFFF).isEqualTo(server.server.tcpPort());
        reply.position(reply.position() + 4);
        assertThat(reply.get()).isEqualTo((byte) 1);
        assertThat(reply.getShort()).isEqualTo((short) 2);
        assertThat(List.of(reply.getInt(), reply.getInt())).containsExactly(1, 3);
    }

    @Test
    void cancelStopsASubscriptionWithoutAWord() throws Exception {
        int sid = client.create("scalar");
        client.send(RawClient.MONITOR, new Payload().int32(sid).int32(1).int8(8).everything());
        client.send(RawClient.MONITOR, new Payload().int32(sid).int32(1).int8(0x44));
        client.await(RawClient.MONITOR);
        client.await(RawClient.MONITOR);
        assertThat(server.provider.pv("scalar").monitors).hasSize(1);
        client.send(RawClient.CANCEL_REQUEST, new Payload().int32(sid).int32(1));
        noMoreMessages();
        assertThat(server.provider.pv("scalar").monitors).isEmpty();
    }

    @Test
    void cancelOfOtherOperationsAndOfUnknownOnesSaysNothing() throws Exception {
        int sid = client.create("scalar");
        client.send(RawClient.GET, new Payload().int32(sid).int32(1).int8(8).everything());
        client.await(RawClient.GET);
        client.send(RawClient.CANCEL_REQUEST, new Payload().int32(sid).int32(1));
        client.send(RawClient.CANCEL_REQUEST, new Payload().int32(sid).int32(99));
        client.send(RawClient.CANCEL_REQUEST, new Payload().int32(99).int32(1));
        noMoreMessages();
    }

    @Test
    void endOfUnknownRequestsAndChannelsSaysNothing() throws Exception {
        int sid = client.create("scalar");
        client.send(RawClient.DESTROY_REQUEST, new Payload().int32(sid).int32(99));
        client.send(RawClient.DESTROY_REQUEST, new Payload().int32(99).int32(1));
        client.send(RawClient.DESTROY_CHANNEL, new Payload().int32(99).int32(1));
        noMoreMessages();
    }

    @Test
    void endOfAChannelIsConfirmedAndEndsItsMonitors() throws Exception {
        int sid = client.create("scalar");
        client.send(RawClient.MONITOR, new Payload().int32(sid).int32(1).int8(8).everything());
        client.await(RawClient.MONITOR);
        client.send(RawClient.DESTROY_CHANNEL, new Payload().int32(sid).int32(77));
        ByteBuffer confirmed = client.await(RawClient.DESTROY_CHANNEL).payload();
        assertThat(confirmed.getInt()).isEqualTo(sid);
        assertThat(confirmed.getInt()).isEqualTo(77);
        assertThat(server.provider.monitors).hasValue(0);
        assertThat(server.provider.channels).hasValue(0);
    }

    @Test
    void endOfARequestEndsItsMonitorOnce() throws Exception {
        int sid = client.create("scalar");
        client.send(RawClient.MONITOR, new Payload().int32(sid).int32(1).int8(8).everything());
        client.await(RawClient.MONITOR);
        assertThat(server.provider.monitors).hasValue(1);
        client.send(RawClient.DESTROY_REQUEST, new Payload().int32(sid).int32(1));
        client.send(RawClient.DESTROY_REQUEST, new Payload().int32(sid).int32(1));
        noMoreMessages();
        assertThat(server.provider.monitors).hasValue(0);
    }

    @Test
    void requestToAnUnknownChannelIsAnsweredWithAReason() throws Exception {
        client.send(RawClient.GET, new Payload().int32(99).int32(5).int8(8).everything());
        RawClient.Frame reply = client.await(RawClient.GET);
        assertThat(reply.payload().getInt()).isEqualTo(5);
        reply.payload().get();
        assertThat(reply.status()).isEqualTo("bad channel id");
        client.send(RawClient.MONITOR, new Payload().int32(99).int32(6).int8(8).everything());
        RawClient.Frame monitor = client.await(RawClient.MONITOR);
        assertThat(monitor.payload().getInt()).isEqualTo(6);
        monitor.payload().get();
        assertThat(monitor.status()).isEqualTo("bad channel id");
    }

    @Test
    void refusedPipelineMonitorIsAnsweredAndHarmsNothing() throws Exception {
        int sid = client.create("scalar");
        client.send(RawClient.MONITOR, new Payload().int32(sid).int32(7).int8(0x88)
            .int8(0x80).string("").size(1).string("refuse").int8(0x43).float64(1).int32(4));
        RawClient.Frame reply = client.await(RawClient.MONITOR);
        assertThat(reply.payload().getInt()).isEqualTo(7);
        assertThat(reply.payload().get()).isEqualTo((byte) 8);
        assertThat(reply.status()).isEqualTo("refused, as asked");
        client.send(RawClient.MONITOR, new Payload().int32(sid).int32(7).int8(0x80).int32(1));
        noMoreMessages();
        client.send(RawClient.MONITOR, new Payload().int32(sid).int32(7).int8(8).everything());
        assertThat(client.await(RawClient.MONITOR).payload().get(5)).as("the number is free again").isEqualTo((byte) -1);
    }

    @Test
    void bothByteOrdersAreUnderstood() throws Exception {
        Payload create = new Payload(ByteOrder.LITTLE_ENDIAN).int16(1).int32(0x01020304).string("scalar");
        client.send(Payload.message(0, RawClient.CREATE_CHANNEL, create.build()));
        ByteBuffer reply = client.await(RawClient.CREATE_CHANNEL).payload();
        assertThat(reply.getInt()).isEqualTo(0x01020304);
        client.send(Payload.message(0, RawClient.PUT, new Payload(ByteOrder.LITTLE_ENDIAN).int32(reply.getInt(4)).int32(1)
            .int8(8).everything().build()));
        client.await(RawClient.PUT);
        client.send(Payload.message(0, RawClient.PUT, new Payload(ByteOrder.LITTLE_ENDIAN).int32(reply.getInt(4)).int32(1)
            .int8(0).size(1).int8(1).float64(2.5).build()));
        client.await(RawClient.PUT);
        assertThat(server.provider.pv("scalar").value.getDoubleField("value").get()).isEqualTo(2.5);
    }

    @Test
    void messagesInSegmentsCutAnywhereAreUnderstood() throws Exception {
        byte[] whole = new Payload().int16(1).int32(12).string("scalar").build();
        for (int cut = 1; cut < whole.length; cut++) {
            byte[] first = Arrays.copyOfRange(whole, 0, cut);
            byte[] rest = Arrays.copyOfRange(whole, cut, whole.length);
            client.send(Payload.message(0x90, RawClient.CREATE_CHANNEL, first));
            // control messages and empty segments may come in between
            client.send(Payload.message(0x81, 0, new byte[0]));
            client.send(Payload.message(0xB0, RawClient.CREATE_CHANNEL, new byte[0]));
            client.send(Payload.message(0xA0, RawClient.CREATE_CHANNEL, rest));
            assertThat(client.await(RawClient.CREATE_CHANNEL).payload().getInt()).isEqualTo(12);
        }
    }

    @Test
    void messagesThatArriveByteByByteAreUnderstood() throws Exception {
        byte[] message = Payload.message(RawClient.CREATE_CHANNEL, new Payload().int16(1).int32(12).string("scalar").build());
        for (byte part : message) {
            client.send(new byte[] {part});
        }
        assertThat(client.await(RawClient.CREATE_CHANNEL).payload().getInt()).isEqualTo(12);
    }

    @Test
    void whatAHandlerDoesNotReadIsSkipped() throws Exception {
        byte[] large = new Payload().int32(99).int32(5).int8(0).zeros(1_000_000).build();
        client.send(Payload.message(RawClient.PUT, large));
        assertThat(client.await(RawClient.PUT).payload().getInt()).isEqualTo(5);
        client.send(Payload.message(0x90, RawClient.PUT, large));
        client.send(Payload.message(0xA0, RawClient.PUT, large));
        assertThat(client.await(RawClient.PUT).payload().getInt()).isEqualTo(5);
    }

    @Test
    void unknownCommandsArePassedOver() throws Exception {
        for (int command : new int[] {0, 4, 6, 9, 18, 19, 22, 23, 99, 255}) {
            client.send(command, new Payload().zeros(100));
        }
        noMoreMessages();
    }

    @Test
    void severalChannelsInOneMessage() throws Exception {
        client.send(RawClient.CREATE_CHANNEL, new Payload().int16(2).int32(1).string("scalar").int32(2).string("wave"));
        List<Integer> cids = new ArrayList<>();
        cids.add(client.await(RawClient.CREATE_CHANNEL).payload().getInt());
        cids.add(client.await(RawClient.CREATE_CHANNEL).payload().getInt());
        assertThat(cids).containsExactly(1, 2);
        assertThat(server.server.statistics().channels()).isEqualTo(2);
    }

    @Test
    void clientIsToldWhenAPvGoes() throws Exception {
        int sid = client.create("scalar");
        TestChannel channel = server.provider.lastChannel;
        channel.getChannelRequester().channelStateChange(channel, ConnectionState.DESTROYED);
        ByteBuffer gone = client.await(RawClient.DESTROY_CHANNEL).payload();
        assertThat(gone.getInt()).isEqualTo(sid);
        assertThat(gone.getInt()).isEqualTo(77);
        assertThat(server.provider.channels).hasValue(0);
    }

    @Test
    void serverChannelListsTheNames() throws Exception {
        int sid = client.create("server");
        client.send(RawClient.RPC, new Payload().int32(sid).int32(1).int8(8).int8(0xFF));
        client.await(RawClient.RPC);
        client.send(RawClient.RPC, new Payload().int32(sid).int32(1).int8(0)
            .int8(0x80).string("").size(1).string("op").int8(0x60).string("channels"));
        assertThat(new String(client.await(RawClient.RPC).payload().array(), StandardCharsets.UTF_8))
            .contains("epics:nt/NTScalarArray:1.0", "enum", "scalar", "wave");
    }
}
