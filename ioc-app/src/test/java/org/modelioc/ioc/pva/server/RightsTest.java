package org.modelioc.ioc.pva.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.epics.pvaccess.client.AccessRights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client may do with a channel is told to it with the channel, and when it changes. */
class RightsTest {

    private static final int ACCESS_RIGHTS = 6;
    private static final int CLIENT_ID = 77;

    private TestServer server;
    private RawClient client;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        client = server.login();
    }

    @AfterEach
    void end() throws Exception {
        client.close();
        server.close();
    }

    private static int bits(RawClient.Frame frame) {
        ByteBuffer payload = frame.payload();
        assertThat(frame.command()).isEqualTo(ACCESS_RIGHTS);
        assertThat(payload.remaining()).isEqualTo(5);
        assertThat(payload.getInt()).isEqualTo(CLIENT_ID);
        return payload.get();
    }

    @Test
    void rightsComeBeforeTheChannel() throws Exception {
        client.send(RawClient.CREATE_CHANNEL, new Payload().int16(1).int32(CLIENT_ID).string("scalar"));
        assertThat(bits(client.receive())).as("put and putGet").isEqualTo(3);
        assertThat(client.receive().command()).isEqualTo(RawClient.CREATE_CHANNEL);
    }

    @Test
    void aChannelThatThereIsNotHasNoRights() throws Exception {
        client.send(RawClient.CREATE_CHANNEL, new Payload().int16(1).int32(CLIENT_ID).string("nothing"));
        assertThat(client.receive().command()).isEqualTo(RawClient.CREATE_CHANNEL);
    }

    @Test
    void theChannelOfTheServerTakesRpc() throws Exception {
        client.send(RawClient.CREATE_CHANNEL, new Payload().int16(1).int32(CLIENT_ID).string("server"));
        assertThat(bits(client.receive())).isEqualTo(4);
    }

    @Test
    void changesAreTold() throws Exception {
        client.create("scalar");
        TestChannel channel = server.provider.lastChannel;
        channel.change(AccessRights.read);
        assertThat(bits(client.receive())).isZero();
        channel.change(AccessRights.readWrite);
        assertThat(bits(client.receive())).isEqualTo(3);
        channel.change(AccessRights.none);
        assertThat(bits(client.receive())).isZero();
    }

    @Test
    void nothingIsToldOfAChannelThatHasEnded() throws Exception {
        int sid = client.create("scalar");
        TestChannel channel = server.provider.lastChannel;
        client.send(RawClient.DESTROY_CHANNEL, new Payload().int32(sid).int32(CLIENT_ID));
        client.await(RawClient.DESTROY_CHANNEL);
        channel.change(AccessRights.read);
        client.send(2, new Payload().int32(1));
        assertThat(client.receive().command()).as("nothing but the echo").isEqualTo(2);
    }
}
