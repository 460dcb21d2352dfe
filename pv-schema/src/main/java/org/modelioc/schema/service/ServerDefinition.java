package org.modelioc.schema.service;

import java.time.Duration;

/**
 * What the pvAccess server allows its clients, all with defaults that suit a control room.
 *
 * @param maxConnections connections at once; a further one is closed at once, and counted
 * @param idleTimeout    a connection from which nothing came for so long is closed; PVA clients send an echo every 15 s
 * @param sendQueue      messages that may wait for one client: at half of them the server stops reading its requests, at all of
 *                       them it is given up as too slow
 * @param receiveBudget  bytes that messages under way may claim, all connections together, before they have arrived
 */
public record ServerDefinition(int maxConnections, Duration idleTimeout, int sendQueue, long receiveBudget) {

    /** What holds where the file says nothing. */
    public static final ServerDefinition DEFAULT =
        new ServerDefinition(2_000, Duration.ofSeconds(60), 50_000, 64L << 20);
}
