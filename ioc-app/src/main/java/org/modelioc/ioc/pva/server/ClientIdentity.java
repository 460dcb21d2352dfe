package org.modelioc.ioc.pva.server;

import org.modelioc.ioc.access.Client;

/**
 * Tells a channel provider for whom it makes a channel.
 *
 * <p>The library's {@code createChannel} carries no client, so the server binds it for the time of that call.
 */
public final class ClientIdentity {

    private static final ScopedValue<Client> CLIENT = ScopedValue.newInstance();

    private ClientIdentity() {
    }

    /**
     * The client of the call under way.
     *
     * @return who asks for the channel; {@link Client#NONE} outside {@code createChannel}
     */
    public static Client current() {
        return CLIENT.orElse(Client.NONE);
    }

    static void runAs(Client client, Runnable call) {
        ScopedValue.where(CLIENT, client).run(call);
    }
}
