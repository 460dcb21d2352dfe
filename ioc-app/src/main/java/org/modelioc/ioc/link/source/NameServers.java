package org.modelioc.ioc.link.source;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.modelioc.ioc.pva.server.Endpoint;

/**
 * The servers that a client asks for names over TCP, and connects to again when they are gone. Belongs to the thread of the
 * client.
 */
public final class NameServers {

    private static final long RETRY_NANOS = 5_000_000_000L;

    private final FollowClient client;
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final Map<InetSocketAddress, ServerConnection> connections = new HashMap<>();

    NameServers(FollowClient client) {
        this.client = client;
    }

    /**
     * Begins to connect.
     *
     * @param servers     their addresses
     * @param defaultPort port of those that have none
     */
    public void open(List<Endpoint> servers, int defaultPort) {
        for (Endpoint server : servers) {
            addresses.add(new InetSocketAddress(server.address(), server.port() == 0 ? defaultPort : server.port()));
        }
        addresses.forEach(this::connect);
    }

    private void connect(InetSocketAddress server) {
        if (addresses.contains(server)) {
            connections.put(server, client.connection(server));
        }
    }

    /**
     * Those that can be asked now.
     *
     * @return connections of the client's protocol
     */
    public List<ServerConnection> ready() {
        return connections.isEmpty() ? List.of() : connections.values().stream().filter(ServerConnection::ready).toList();
    }

    boolean contains(InetSocketAddress server) {
        return addresses.contains(server);
    }

    void closed(ServerConnection connection) {
        if (connections.remove(connection.address(), connection)) {
            client.loop().after(RETRY_NANOS, () -> connect(connection.address()));
        }
    }

    void close() {
        addresses.clear();
    }
}
