package org.modelioc.ioc.pva;

import java.util.concurrent.TimeUnit;
import org.epics.pvdata.monitor.Monitor;
import org.epics.pvdata.monitor.MonitorRequester;
import org.epics.pvdata.pv.MessageType;
import org.epics.pvdata.pv.Status;
import org.epics.pvdata.pv.Structure;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.Pv;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The commit of six outputs, as an evaluation of the LEBT example makes it, with so many pvAccess subscriptions to each: what the
 * owner thread does until all have their copy. The subscribers keep up; taking an update out of the queue again is in the figure.
 * The floor is six doubles, each stored with its monitor held.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseZGC")
@Warmup(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 30, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class CommitBenchmark {

    private static final int OUTPUTS = 6;

    /** Of each output. */
    @Param({"0", "1", "10"})
    private int subscribers;

    private final DoublePv[] pvs = new DoublePv[OUTPUTS];
    private final double[] values = new double[OUTPUTS];
    private final Place[] places = new Place[OUTPUTS];
    private int id;

    /** Where a double stands that has a monitor. */
    private static final class Place {

        private double value;

        synchronized void set(double to) {
            value = to;
        }
    }

    /** A client that takes each update at once. */
    private static final class Reader implements MonitorRequester {

        @Override
        public void monitorConnect(Status status, Monitor monitor, Structure structure) {
            throw new IllegalStateException("the channel connects");
        }

        @Override
        public void monitorEvent(Monitor monitor) {
            monitor.release(monitor.poll());
        }

        @Override
        public void unlisten(Monitor monitor) {
            throw new IllegalStateException("a PV does not go away");
        }

        @Override
        public String getRequesterName() {
            return "bench";
        }

        @Override
        public void message(String message, MessageType type) {
            throw new IllegalStateException(message);
        }
    }

    /** A subscription of all fields. */
    static MonitorOperation subscribe(Pv pv) {
        MonitorOperation monitor = new MonitorOperation(pv, FieldSelection.of(NtLayout.of(pv), null),
            new RequestOptions(4, false, RequestOptions.Process.PASSIVE, false, RequestOptions.Events.of("")),
            new Reader());
        monitor.start();
        return monitor;
    }

    /** Makes the PVs. */
    @Setup
    public void open() {
        for (int i = 0; i < OUTPUTS; i++) {
            places[i] = new Place();
            pvs[i] = new DoublePv("BENCH:OUT" + i, Metadata.builtIn("", "A"), null);
            for (int subscriber = 0; subscriber < subscribers; subscriber++) {
                subscribe(pvs[i]);
            }
        }
    }

    /** Six doubles. */
    @Benchmark
    public int floor() {
        id = id + 1 & Integer.MAX_VALUE;
        values[id % OUTPUTS] = id;
        for (int i = 0; i < OUTPUTS; i++) {
            places[i].set(values[i]);
        }
        return id;
    }

    /** Six outputs of one evaluation. */
    @Benchmark
    public int commit() {
        id = id + 1 & Integer.MAX_VALUE;
        values[id % OUTPUTS] = id;
        for (int i = 0; i < OUTPUTS; i++) {
            pvs[i].commit(values, i, id, id, Alarm.NONE);
        }
        return id;
    }
}
