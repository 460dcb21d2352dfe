package org.modelioc.ioc.pva.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.modelioc.ioc.log.RateLimitedLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on TCP, one thread for each address, all with the same port.
 *
 * <p>Accepting never waits for a client: whoever connects gets threads of its own at once.
 */
final class Acceptor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
    private static final int BACKLOG = 512;
    private static final int TRIES_FOR_A_COMMON_PORT = 10;
    private static final long PAUSE_AFTER_ERROR_NANOS = 50_000_000L;
    private static final Duration LONGEST_END = Duration.ofSeconds(1);

    private final List<ServerSocketChannel> listeners;
    private final List<Thread> threads = new ArrayList<>();
    private final Connections connections;
    private final RateLimitedLog log;

    private Acceptor(List<ServerSocketChannel> listeners, Connections connections, RateLimitedLog log) {
        this.listeners = listeners;
        this.connections = connections;
        this.log = log;
    }

    /**
     * Listens.
     *
     * @param settings    addresses and port
     * @param strictPort  whether a port in use is an error
     * @param connections take what is accepted
     * @param log         for errors that clients may cause
     * @return not accepting yet
     * @throws PvaServerException if an address cannot be listened on
     */
    static Acceptor bind(PvaSettings settings, boolean strictPort, Connections connections, RateLimitedLog log)
            throws PvaServerException {
        List<Endpoint> addresses = tcpAddresses(settings.interfaces());
        int wanted = settings.serverPort();
        try {
            return new Acceptor(bindAll(addresses, wanted), connections, log);
        } catch (PortInUse first) {
            if (strictPort || wanted == 0) {
                throw new PvaServerException("TCP port " + first.port + " of " + first.address
                    + " is in use by another program (EPICS_PVAS_SERVER_PORT)", first);
            }
            PortInUse last = first;
            for (int i = 0; i < TRIES_FOR_A_COMMON_PORT; i++) {
                try {
                    Acceptor acceptor = new Acceptor(bindAll(addresses, 0), connections, log);
                    LOG.warn("TCP port {} of {} is in use by another program: this server takes port {}", first.port,
                        first.address, acceptor.port());
                    return acceptor;
                } catch (PortInUse e) {
                    last = e;
                }
            }
            throw new PvaServerException("no TCP port is free on all of " + addresses + " (EPICS_PVAS_INTF_ADDR_LIST)", last);
        }
    }

    // TCP knows no multicast: such an entry listens on the interface it names, or on all
    private static List<Endpoint> tcpAddresses(List<Endpoint> interfaces) {
        List<Endpoint> found = new ArrayList<>();
        Endpoint wildcard = Endpoint.parse(DualStack.hasIpv6() ? "::" : "0.0.0.0");
        for (Endpoint endpoint : interfaces) {
            if (endpoint.isWildcard() || endpoint.isMulticast() && endpoint.iface().isEmpty()) {
                Endpoint all = new Endpoint(wildcard.address(), endpoint.isWildcard() ? endpoint.port() : 0, -1, "");
                return List.of(all);
            }
            if (endpoint.isMulticast()) {
                Interfaces.named(endpoint.iface()).flatMap(nic -> nic.inetAddresses()
                    .filter(address -> address.getClass() == endpoint.address().getClass()).findFirst())
                    .ifPresent(address -> found.add(new Endpoint(address, 0, -1, "")));
            } else {
                found.add(endpoint);
            }
        }
        return found.isEmpty() ? List.of(wildcard) : found.stream().distinct().toList();
    }

    private static List<ServerSocketChannel> bindAll(List<Endpoint> addresses, int wanted)
            throws PvaServerException, PortInUse {
        List<ServerSocketChannel> bound = new ArrayList<>();
        boolean complete = false;
        try {
            int port = wanted;
            for (Endpoint endpoint : addresses) {
                ServerSocketChannel listener = ServerSocketChannel.open();
                bound.add(listener);
                port = bind(listener, endpoint.address(), endpoint.port() == 0 ? port : endpoint.port());
            }
            complete = true;
            return bound;
        } catch (IOException e) {
            throw new PvaServerException("no TCP socket can be opened: " + e.getMessage(), e);
        } finally {
            if (!complete) {
                bound.forEach(Acceptor::close);
            }
        }
    }

    private static int bind(ServerSocketChannel listener, InetAddress address, int port)
            throws IOException, PvaServerException, PortInUse {
        try {
            listener.bind(new InetSocketAddress(address, port), BACKLOG);
            return ((InetSocketAddress) listener.getLocalAddress()).getPort();
        } catch (BindException e) {
            if (isLocal(address)) {
                throw new PortInUse(Endpoint.text(address), port, e);
            }
            throw noSuchAddress(address);
        } catch (IOException e) {
            throw new PvaServerException("cannot listen on TCP port " + port + " of " + Endpoint.text(address) + ": "
                + e.getMessage() + " (EPICS_PVAS_SERVER_PORT)", e);
        }
    }

    /** Whether sockets can be bound to an address of this host. */
    static boolean isLocal(InetAddress address) {
        try (ServerSocketChannel probe = ServerSocketChannel.open()) {
            probe.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static PvaServerException noSuchAddress(InetAddress address) {
        return new PvaServerException("no network interface of this host has the address " + Endpoint.text(address)
            + " (EPICS_PVAS_INTF_ADDR_LIST); it has " + Interfaces.addresses());
    }

    int port() {
        return listeners.getFirst().socket().getLocalPort();
    }

    void start() {
        for (ServerSocketChannel listener : listeners) {
            threads.add(Thread.ofPlatform().daemon().name("pva-accept").start(() -> accept(listener)));
        }
    }

    private void accept(ServerSocketChannel listener) {
        while (listener.isOpen()) {
            SocketChannel socket = null;
            try {
                socket = listener.accept();
                connections.begin(socket);
            } catch (ClosedChannelException e) {
                // the server closes, or the client left at once
            } catch (Throwable e) {
                // such as no more descriptors, or no more memory: others may still leave
                log.warn("accept", "a PVA connection could not be accepted: " + e);
                LockSupport.parkNanos(PAUSE_AFTER_ERROR_NANOS);
            }
        }
    }

    @Override
    public void close() {
        listeners.forEach(Acceptor::close);
        // the port is free once nobody is inside accept any more
        for (Thread thread : threads) {
            try {
                thread.join(LONGEST_END);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void close(ServerSocketChannel listener) {
        try {
            listener.close();
        } catch (IOException e) {
            LOG.debug("closing a TCP listener", e);
        }
    }

    /** Somebody else listens there. */
    private static final class PortInUse extends Exception {

        private static final long serialVersionUID = 1L;

        private final String address;
        private final int port;

        PortInUse(String address, int port, Throwable cause) {
            super(cause);
            this.address = address;
            this.port = port;
        }
    }
}
