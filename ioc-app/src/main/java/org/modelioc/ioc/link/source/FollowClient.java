package org.modelioc.ioc.link.source;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client of one protocol: looks for PVs, connects to their servers, and looks for them again when those are gone.
 *
 * <p>{@link #follow} and {@link #drop} are orders from any thread; everything else happens on the thread of the loop. A PV is
 * either looked for or attached to one connection; a connection ends when nothing is followed over it.
 */
public abstract class FollowClient implements AutoCloseable {

    /** A PV that was followed for less is not looked for at once when it is lost: something is wrong with its server. */
    private static final long STEADY_NANOS = 5_000_000_000L;
    private static final long BETWEEN_PACKETS_NANOS = 20_000_000L;
    private static final long BETWEEN_HURRIES_NANOS = 1_000_000_000L;

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final ClientLoop loop;
    private final long connectionTimeout;
    private final SearchSchedule searches;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, FollowedPv> pvs = new HashMap<>();
    private final Map<InetSocketAddress, ServerConnection> connections = new HashMap<>();
    private ClientLoop.Timer searchTimer;
    private final NameServers nameServers = new NameServers(this);
    private long lastHurry;
    // empty if it has none that others could resolve
    private String host = "";

    /**
     * A client that has not begun.
     *
     * @param name              name of its thread
     * @param connectionTimeout silence after which a server is given up
     * @param longestPeriod     between two searches for a PV that is not found
     * @throws IOException if the system has no more file descriptors
     */
    protected FollowClient(String name, Duration connectionTimeout, Duration longestPeriod) throws IOException {
        this.connectionTimeout = connectionTimeout.toNanos();
        lastHurry = System.nanoTime() - BETWEEN_HURRIES_NANOS;
        searches = new SearchSchedule(longestPeriod.toNanos(), System.nanoTime());
        loop = new ClientLoop(name);
    }

    /** Begins. */
    public final void start() {
        loop.execute(() -> {
            // on this thread, since a name service may take its time
            host = hostName();
            begin();
        });
        loop.start(this::end);
    }

    /**
     * Follows a PV. Any thread; never waits.
     *
     * @param name     its name
     * @param listener hears of it
     * @return to drop it by
     */
    public final FollowedPv follow(String name, SourceListener listener) {
        FollowedPv pv = newPv(lastId.incrementAndGet(), name, listener);
        loop.execute(() -> {
            if (!pv.isDropped()) {
                pvs.put(pv.id(), pv);
                search(pv, false);
            }
        });
        return pv;
    }

    /**
     * Follows a PV no more. Any thread; never waits: a call of its listener may be under way.
     *
     * @param pv the PV
     */
    public final void drop(FollowedPv pv) {
        loop.execute(() -> {
            pv.drop();
            pvs.remove(pv.id());
            searches.remove(pv);
            if (pv.connection() != null) {
                pv.connection().detach(pv);
            }
        });
    }

    /** The thread of the client, for orders and timers. */
    public final ClientLoop loop() {
        return loop;
    }

    /** Ends: closes all connections and the thread. */
    @Override
    public final void close() {
        loop.close();
    }

    // what a protocol does

    /** Opens the sockets of the search. */
    protected abstract void begin();

    /** Closes the sockets of the search. */
    protected abstract void closeSearch();

    /**
     * Makes what the protocol knows of a PV.
     *
     * @param id       its number
     * @param name     its name
     * @param listener hears of it
     * @return the PV
     */
    protected abstract FollowedPv newPv(int id, String name, SourceListener listener);

    /**
     * Makes a connection that is not open yet.
     *
     * @param server where to
     * @return the connection
     */
    protected abstract ServerConnection newConnection(InetSocketAddress server);

    /**
     * Asks the network for names.
     *
     * @param due the PVs, no more than {@link #namesAtOnce}
     */
    protected abstract void sendSearch(List<FollowedPv> due);

    /** How many names may be asked for before a pause. */
    protected int namesAtOnce() {
        return 500;
    }

    // for protocols

    /** The log of this client. */
    protected final Logger log() {
        return log;
    }

    /**
     * A PV that is followed.
     *
     * @param id its number
     * @return the PV, or null if it is not followed any more
     */
    protected final FollowedPv pv(int id) {
        return pvs.get(id);
    }

    /**
     * A server has a PV.
     *
     * @param id     number of the PV
     * @param server where
     */
    protected final void found(int id, InetSocketAddress server) {
        FollowedPv pv = pvs.get(id);
        if (pv == null || pv.connection() != null || server.getPort() == 0) {
            return;
        }
        searches.remove(pv);
        connection(server).attach(pv, System.nanoTime());
    }

    /**
     * The connection to a server.
     *
     * @param server where to
     * @return the one that is there, or a new one
     */
    protected final ServerConnection connection(InetSocketAddress server) {
        ServerConnection connection = connections.get(server);
        if (connection == null) {
            connection = newConnection(server);
            connections.put(server, connection);
            connection.open();
        }
        return connection;
    }

    /** Something new is on the network: looks for everything sooner. */
    protected final void hurry() {
        long now = System.nanoTime();
        if (now - lastHurry >= BETWEEN_HURRIES_NANOS) {
            lastHurry = now;
            searches.hurry(now);
            scheduleSearch();
        }
    }

    /** The servers to ask for names over TCP. */
    protected final NameServers nameServers() {
        return nameServers;
    }

    /** Who this is to servers. */
    public final String user() {
        return System.getProperty("user.name", "nobody");
    }

    /**
     * Where this is to servers: the name of this host, or its address where that name does not resolve, since some servers
     * look it up.
     *
     * @param address its address
     * @return name or address
     */
    public final String host(String address) {
        return host.isEmpty() ? address : host;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    // the life of PVs and connections

    final void connectionReady(ServerConnection connection) {
        if (nameServers.contains(connection.address())) {
            hurry();
        }
    }

    final long connectionTimeout() {
        return connectionTimeout;
    }

    final void lost(FollowedPv pv, String why) {
        boolean steady = pv.isLive() && System.nanoTime() - pv.attachedAt() > STEADY_NANOS;
        pv.detach();
        pv.unavailable(why);
        if (pvs.containsKey(pv.id())) {
            search(pv, !steady);
        }
    }

    final void connectionClosed(ServerConnection connection, List<FollowedPv> left, String why) {
        connections.remove(connection.address(), connection);
        left.forEach(pv -> lost(pv, why));
        nameServers.closed(connection);
        log.debug("{}", why);
    }

    private void search(FollowedPv pv, boolean later) {
        if (later) {
            searches.addLater(pv, System.nanoTime());
        } else {
            searches.add(pv, System.nanoTime());
        }
        scheduleSearch();
    }

    private void scheduleSearch() {
        if (searchTimer != null) {
            searchTimer.cancel();
        }
        long wait = searches.untilDue(System.nanoTime());
        if (wait != Long.MAX_VALUE) {
            searchTimer = loop.after(wait, this::runSearch);
        }
    }

    private void runSearch() {
        searchTimer = null;
        List<FollowedPv> due = searches.take(System.nanoTime(), namesAtOnce());
        if (!due.isEmpty()) {
            sendSearch(due);
        }
        long wait = Math.max(BETWEEN_PACKETS_NANOS, searches.untilDue(System.nanoTime()));
        if (searches.size() > 0) {
            searchTimer = loop.after(wait, this::runSearch);
        }
    }

    private void end() {
        nameServers.close();
        closeSearch();
        for (FollowedPv pv : List.copyOf(pvs.values())) {
            pv.drop();
        }
        pvs.clear();
        for (ServerConnection connection : List.copyOf(connections.values())) {
            connection.close("the client ends");
        }
    }
}
