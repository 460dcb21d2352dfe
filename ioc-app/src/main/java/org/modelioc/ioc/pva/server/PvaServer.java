package org.modelioc.ioc.pva.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.epics.pvaccess.client.ChannelProvider;
import org.epics.pvdata.misc.SerializeHelper;
import org.modelioc.ioc.log.RateLimitedLog;
import org.modelioc.ioc.traffic.ClientTraffic;
import org.modelioc.ioc.traffic.ProtocolServer;
import org.modelioc.ioc.traffic.Traffic;
import org.modelioc.schema.service.ServerDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pvAccess server for the channels of one provider.
 *
 * <p>Started once and closed once. All methods may be called from any thread.
 */
public final class PvaServer implements ProtocolServer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PvaServer.class);
    private static final Duration CONNECTIONS_END_WITHIN = Duration.ofMillis(700);
    private static final long MAX_CHECK_MILLIS = 1_000;
    private static final long MIN_CHECK_MILLIS = 20;

    static {
        // before any class of the library that would switch IPv6 off
        DualStack.keep();
    }

    private final PvaSettings settings;
    private final boolean strictPort;
    private final Predicate<String> hasChannel;
    private final RateLimitedLog log = new RateLimitedLog(LOG);
    private final Counters counters = new Counters();
    private final ServerDefinition limits;
    private final RequestContext context;
    private final Connections connections;
    private Acceptor acceptor;
    private SearchResponder responder;
    private Beacons beacons;
    private ScheduledExecutorService timer;
    private volatile int tcpPort;
    private volatile int udpPort;
    private boolean started;

    /**
     * Prepares a server; nothing is bound yet.
     *
     * @param settings   network settings
     * @param limits     what clients are allowed
     * @param provider   makes the channels
     * @param hasChannel whether a name is served; asked for each name of each search, so it must be quick
     * @param strictPort whether a TCP port in use is an error; otherwise another one is taken, with a warning
     */
    public PvaServer(PvaSettings settings, ServerDefinition limits, ChannelProvider provider, Predicate<String> hasChannel,
            boolean strictPort) {
        this.settings = settings;
        this.limits = limits;
        this.hasChannel = hasChannel;
        this.strictPort = strictPort;
        context = new RequestContext(provider);
        ConnectionEnvironment environment = new ConnectionEnvironment(context, new Dispatcher(context, hasChannel, counters),
            limits, new ReceiveBudget(limits.receiveBudget()), new BufferPool(), counters, log);
        connections = new Connections(environment);
    }

    /**
     * Binds and serves.
     *
     * @throws PvaServerException if it cannot, with one sentence that says why and what to change
     */
    public synchronized void start() throws PvaServerException {
        if (started) {
            throw new IllegalStateException("a server starts once");
        }
        started = true;
        checkSerializeHelper();
        boolean complete = false;
        try {
            acceptor = Acceptor.bind(settings, strictPort, connections, log);
            tcpPort = acceptor.port();
            SearchSockets sockets = SearchSockets.bind(settings);
            udpPort = sockets.port();
            responder = responder(sockets);
            beacons = new Beacons(settings, udpPort, tcpPort, context.getGUID(), log);
            timer = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("pva-timer").factory());
            acceptor.start();
            responder.start();
            long check = Math.clamp(limits.idleTimeout().toMillis() / 4, MIN_CHECK_MILLIS, MAX_CHECK_MILLIS);
            timer.scheduleWithFixedDelay(this::checkAlive, check, check, TimeUnit.MILLISECONDS);
            timer.execute(() -> beacons.start(timer));
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    private SearchResponder responder(SearchSockets sockets) throws PvaServerException {
        try {
            return new SearchResponder(sockets, settings.ignored(), context.getGUID(), tcpPort, hasChannel, counters, log);
        } catch (IOException e) {
            sockets.close();
            throw new PvaServerException("the search port cannot be opened: " + e.getMessage(), e);
        }
    }

    private void checkAlive() {
        try {
            connections.checkAlive();
        } catch (RuntimeException e) {
            LOG.warn("looking after PVA connections", e);
        }
    }

    // the library's own would cut every text with a character beyond ASCII, and take memory for any length a client claims
    private static void checkSerializeHelper() throws PvaServerException {
        ByteBuffer text = ByteBuffer.allocate(8);
        SerializeHelper.serializeString("µ", text);
        boolean[] asked = new boolean[1];
        ByteBuffer size = ByteBuffer.allocate(5).put((byte) -2).putInt(1).flip();
        SerializeHelper.readSize(size, new SizeProbe(asked));
        if (text.get(0) != 2 || !asked[0]) {
            throw new PvaServerException("org.epics.pvdata.misc.SerializeHelper comes from "
                + SerializeHelper.class.getProtectionDomain().getCodeSource().getLocation()
                + ": put model-ioc before epics-pvdata on the class path");
        }
    }

    /**
     * The TCP port that clients connect to.
     *
     * @return the port in force, 0 before the start
     */
    public int tcpPort() {
        return tcpPort;
    }

    /**
     * The UDP port that answers searches.
     *
     * @return the port in force, 0 before the start
     */
    public int udpPort() {
        return udpPort;
    }

    /**
     * What the server has done and holds.
     *
     * @return a snapshot
     */
    public ServerStatistics statistics() {
        return counters.snapshot();
    }

    @Override
    public Traffic traffic() {
        return counters.traffic();
    }

    @Override
    public Collection<? extends ClientTraffic> clients() {
        return connections.open();
    }

    /** Closes every socket, destroys every channel and ends every thread, within a second. */
    @Override
    public synchronized void close() {
        if (timer != null) {
            timer.shutdownNow();
        }
        if (beacons != null) {
            beacons.close();
        }
        if (responder != null) {
            responder.close();
        }
        if (acceptor != null) {
            acceptor.close();
        }
        connections.close(CONNECTIONS_END_WITHIN);
    }
}
