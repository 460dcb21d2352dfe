package org.modelioc.ioc.diagnostics;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.epics.pvaccess.client.ChannelProvider;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.pv.DisplayForm;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/**
 * The PVs of the process, by the names that EPICS' iocStats gives them; those of the Java machine besides. Belongs to the
 * thread that refreshes them, once a second.
 */
final class IocStatistics implements AutoCloseable {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final long NANOS = 1_000_000_000L;
    private static final double NONE = Double.NaN;
    private static final double MEGABYTE = 1e6;
    private static final PvType.Scalar WHOLE = new PvType.Scalar(ValueType.LONG);
    /** Where iocStats sets them. */
    private static final AlarmLimits BUSY = limits(NONE, NONE, 70, 80);
    private static final Alarm NO_TREND = new Alarm(AlarmSeverity.INVALID, Condition.UDF,
        "UDF: the memory has been watched for less than " + MemoryTrend.LEAST_SECONDS / 60 + " min");
    private static final AlarmLimits SCARCE = limits(5, 20, NONE, NONE);

    private final String prefix;
    private final PvDatabase database;
    private final ProcessFigures process = new ProcessFigures();
    private final MemoryTrend trend = new MemoryTrend();
    private final GarbageCollection garbage = new GarbageCollection();
    private final long began = System.nanoTime();

    private final StringPv uptime;
    private final StringPv time;
    private final DoublePv load;
    private final DoublePv systemLoad;
    private final LongPv processors;
    private final LongPv resident;
    private final DoublePv slope;
    private final LongPv freeMemory;
    private final LongPv memory;
    private final LongPv heap;
    private final LongPv heapLimit;
    private final LongPv direct;
    private final LongPv pause;
    private final LongPv lastPause;
    private final LongPv pauses;
    private final LongPv threads;
    private final LongPv files;
    private final LongPv filesFree;
    private final LongPv filesLimit;
    private final LongPv clients;
    private final LongPv channels;
    private final LongPv pvs;

    IocStatistics(String prefix, PvDatabase database) {
        this.prefix = prefix;
        this.database = database;
        uptime = text("UPTIME", "Time since the start of the IOC");
        constant("STARTTOD", "Start of the IOC, local time", now());
        time = text("TOD", "Local time of the host");
        constant("HOSTNAME", "Host", ProcessFigures.host());
        constant("PROCESS_ID", "Process of the IOC", ProcessHandle.current().pid());
        constant("PARENT_ID", "Process that started it", ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L));
        constant("ENGINEER", "Environment variable ENGINEER", System.getenv().getOrDefault("ENGINEER", ""));
        constant("LOCATION", "Environment variable LOCATION", System.getenv().getOrDefault("LOCATION", ""));
        constant("VERSION", "Version of Model IOC", version(IocStatistics.class, "Model IOC"));
        constant("EPICS_VERS", "EPICS library", version(ChannelProvider.class, "pvAccess"));
        constant("JAVA_VERS", "Java", Runtime.version().toString());
        constant("KERNEL_VERS", "Operating system", ProcessFigures.kernel());
        constant("APP_DIR1", "Working folder", System.getProperty("user.dir"));
        load = number("IOC_CPU_LOAD", "CPU load of the IOC, of all processors", "%", BUSY);
        systemLoad = number("SYS_CPU_LOAD", "CPU load of the host, of all processors", "%", AlarmLimits.NONE);
        processors = count("CPU_CNT", "Processors that the IOC may use", "");
        resident = count("MEM_USED", "Main memory that the IOC occupies", "byte");
        slope = number("MEM_SLOPE", "Growth of MEM_USED, by least squares over the last hour", "MB/h", AlarmLimits.NONE);
        freeMemory = count("MEM_FREE", "Main memory that nobody uses", "byte");
        memory = count("MEM_MAX", "Main memory of the host or container", "byte");
        heap = count("HEAP_USED", "Java heap in use", "byte");
        heapLimit = count("HEAP_MAX", "Java heap at most", "byte");
        direct = count("DIRECT_MEM", "Java buffers outside the heap", "byte");
        pause = count("GC_PAUSE_MS", "Longest pause by garbage collection of the last 10 s", "ms");
        lastPause = count("GC_LAST_MS", "Last pause by garbage collection", "ms");
        pauses = count("GC_CNT", "Pauses by garbage collection since the start", "");
        threads = count("THREADS", "Threads", "");
        files = count("FD_CNT", "Open files and sockets", "");
        filesFree = database.add(new LongPv(prefix + "FD_FREE", WHOLE,
            metadata("Files and sockets still to open", "", 0, SCARCE), null));
        filesLimit = count("FD_MAX", "Files and sockets at most", "");
        clients = count("CA_CLNT_CNT", "Clients connected, by any protocol", "");
        channels = count("CA_CONN_CNT", "Channels to PVs, by any protocol", "");
        pvs = count("RECORD_CNT", "PVs", "");
    }

    private static AlarmLimits limits(double lolo, double low, double high, double hihi) {
        AlarmLimits none = AlarmLimits.NONE;
        return new AlarmLimits(lolo, low, high, hihi, none.loloSeverity(), none.lowSeverity(), none.highSeverity(),
            none.hihiSeverity(), 0);
    }

    private static Metadata metadata(String description, String units, int precision, AlarmLimits alarms) {
        return new Metadata(description, units, precision, DisplayForm.DEFAULT, Range.NONE, Range.NONE, 0, alarms);
    }

    private StringPv text(String name, String description) {
        return database.add(new StringPv(prefix + name, Metadata.builtIn(description, "")));
    }

    private void constant(String name, String description, String value) {
        text(name, description).set(value, Alarm.NONE);
    }

    private void constant(String name, String description, long value) {
        show(count(name, description, ""), value);
    }

    private LongPv count(String name, String description, String units) {
        return database.add(new LongPv(prefix + name, Metadata.builtIn(description, units)));
    }

    private DoublePv number(String name, String description, String units, AlarmLimits alarms) {
        return database.add(new DoublePv(prefix + name, metadata(description, units, 1, alarms), null));
    }

    private static String version(Class<?> of, String what) {
        return Optional.ofNullable(of.getPackage().getImplementationVersion()).map(version -> what + ' ' + version).orElse(what);
    }

    private static String now() {
        return CLOCK.format(Instant.now().atZone(ZoneId.systemDefault()));
    }

    /** Begins to listen to the garbage collector. */
    void start() {
        garbage.start();
    }

    /**
     * Brings all up to date.
     *
     * @param clientCount  clients that are connected
     * @param channelCount channels that they have
     */
    void refresh(IntSupplier clientCount, IntSupplier channelCount) {
        long nanos = System.nanoTime();
        uptime.set(ProcessFigures.duration((nanos - began) / NANOS), Alarm.NONE);
        time.set(now(), Alarm.NONE);
        show(load, process.processLoad());
        show(systemLoad, process.systemLoad());
        show(processors, process.processors());
        refreshMemory(nanos);
        show(freeMemory, process.freeMemory());
        show(memory, process.memory());
        show(heap, process.heap());
        show(heapLimit, process.heapLimit());
        show(direct, process.direct());
        show(pause, garbage.longest(nanos));
        show(lastPause, garbage.last());
        show(pauses, garbage.count());
        show(threads, process.threads());
        long open = process.files();
        show(files, open);
        show(filesLimit, process.filesLimit());
        long free = process.filesLimit() - open;
        if (free != filesFree.value() || filesFree.alarm() == Alarm.UNDEFINED) {
            filesFree.commit(new double[] {free}, 0, Pv.now(), 0, Alarm.NONE);
        }
        show(clients, clientCount.getAsInt());
        show(channels, channelCount.getAsInt());
        show(pvs, database.all().size());
    }

    // a growth of 0 would look like good news
    private void refreshMemory(long nanos) {
        long bytes = process.resident();
        show(resident, bytes);
        if (trend.add(nanos, bytes)) {
            double growth = trend.bytesAnHour() / MEGABYTE;
            if (Double.isNaN(growth)) {
                slope.commit(growth, Pv.now(), 0, NO_TREND);
            } else {
                show(slope, growth);
            }
        }
    }

    // posts only what is new
    private static void show(LongPv pv, long value) {
        pv.set(value);
    }

    private static void show(DoublePv pv, double value) {
        if (value != pv.value() || pv.alarm() == Alarm.UNDEFINED) {
            pv.commit(value, Pv.now(), 0, Alarm.NONE);
        }
    }

    @Override
    public void close() {
        garbage.close();
    }
}
