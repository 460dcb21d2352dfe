package org.modelioc.ioc.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.evaluation.Evaluator;
import org.modelioc.ioc.log.RateLimitedLog;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.PostingThread;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.ioc.traffic.ProtocolServer;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.service.LatencyDefinition;
import org.slf4j.LoggerFactory;

/**
 * The built-in PVs, refreshed ten times a second from counters, so that counting costs the evaluation nothing.
 */
public final class BuiltInPvs implements AutoCloseable {

    private static final long PERIOD_MILLIS = 100;
    private static final int PERIODS_A_SECOND = 10;

    private final List<PipelinePvs> pipelines = new ArrayList<>();
    private final List<LatencyPvs> latencies = new ArrayList<>();
    private final List<Runnable> others = new ArrayList<>();
    private final LongPv heartbeat;
    private final StringPv message;
    private final IocStatistics statistics;
    private final RateLimitedLog log = new RateLimitedLog(LoggerFactory.getLogger(BuiltInPvs.class));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
        BuiltInPvs::newThread);
    private final ProtocolPvs pva;
    private ProtocolServer server;
    private long turns;

    /**
     * Makes the PVs.
     *
     * @param prefix     prefix of the IOC
     * @param evaluators the pipelines
     * @param latency    how their latency is shown
     * @param database   receives the PVs
     */
    public BuiltInPvs(String prefix, List<Evaluator> evaluators, LatencyDefinition latency, PvDatabase database) {
        heartbeat = database.add(new LongPv(prefix + BuiltInNames.HEARTBEAT,
            Metadata.builtIn("Counts seconds while the IOC lives", "s")));
        message = database.add(new StringPv(prefix + BuiltInNames.MESSAGE,
            Metadata.builtIn("The last thing an operator should know, such as a put that was refused", "")));
        message.set("", Alarm.NONE);
        statistics = new IocStatistics(prefix, database);
        pva = new ProtocolPvs(prefix + BuiltInNames.PVA, database);
        for (Evaluator evaluator : evaluators) {
            pipelines.add(new PipelinePvs(prefix, evaluator, database));
            latencies.add(new LatencyPvs(prefix, evaluator, latency, database));
        }
    }

    private static Thread newThread(Runnable body) {
        Thread thread = new PostingThread("built-in-pvs", body);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * The last thing an operator should know.
     *
     * @return the PV MESSAGE
     */
    public StringPv message() {
        return message;
    }

    /**
     * Has others bring their PVs up to date at the same times. Before {@link #start}.
     *
     * @param refresher called by the thread that refreshes; must not block
     */
    public void adds(Runnable refresher) {
        others.add(refresher);
    }

    /**
     * Starts refreshing.
     *
     * @param pvaServer the pvAccess server
     */
    public void start(ProtocolServer pvaServer) {
        server = pvaServer;
        pva.start(pvaServer);
        statistics.start();
        timer.scheduleAtFixedRate(this::refresh, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void refresh() {
        PostingThread.begin();
        try {
            refreshAll();
        } finally {
            PostingThread.end();
        }
    }

    private void refreshAll() {
        if (turns++ % PERIODS_A_SECOND == 0) {
            heartbeat.set(heartbeat.value() + 1);
            refreshStatistics();
        }
        long now = System.nanoTime();
        long wall = Pv.now();
        pipelines.forEach(pipeline -> pipeline.refresh(now));
        latencies.forEach(pipeline -> pipeline.refresh(now, wall));
        others.forEach(Runnable::run);
    }

    // the heartbeat goes on, whatever the operating system answers
    private void refreshStatistics() {
        try {
            statistics.refresh(() -> server.traffic().clients(), () -> server.traffic().channels());
            pva.refresh(System.nanoTime());
        } catch (RuntimeException e) {
            log.warn("statistics", "the figures of the process cannot be read: " + e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        statistics.close();
    }
}
