package org.modelioc.ioc.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.gpu.GpuReading;
import org.modelioc.ioc.gpu.Nvml;
import org.modelioc.ioc.log.RateLimitedLog;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.pv.DisplayForm;
import org.modelioc.schema.pv.Range;
import org.slf4j.LoggerFactory;

/**
 * The PVs about the GPUs of the host, refreshed once a second by a thread of their own, because a driver in trouble may take its
 * time. They depend on the machine, not on the configuration.
 */
public final class GpuPvs implements AutoCloseable {

    private static final long CLOSED_WITHIN_SECONDS = 2;
    private static final Alarm UNTOLD = new Alarm(AlarmSeverity.INVALID, Condition.UDF, "UDF: this GPU does not tell");

    private final Nvml nvml;
    private final List<Gpu> gpus = new ArrayList<>();
    private final RateLimitedLog log = new RateLimitedLog(LoggerFactory.getLogger(GpuPvs.class));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("gpu-pvs").factory());

    /**
     * Makes the PVs.
     *
     * @param prefix   of the IOC
     * @param nvml     asked from now on by the thread of these PVs alone; closed with them
     * @param database receives them
     */
    public GpuPvs(String prefix, Nvml nvml, PvDatabase database) {
        this.nvml = nvml;
        for (int device = 0; device < nvml.count(); device++) {
            Gpu gpu = new Gpu(prefix + BuiltInNames.GPU + device + ':', database);
            gpu.name.set(nvml.name(device), Alarm.NONE);
            gpus.add(gpu);
        }
    }

    /** Starts refreshing. */
    public void start() {
        timer.scheduleWithFixedDelay(this::refreshAll, 0, 1, TimeUnit.SECONDS);
    }

    private void refreshAll() {
        try {
            refresh();
        } catch (RuntimeException e) {
            log.warn("gpu", "the GPUs cannot be asked: " + e);
        }
    }

    /** Brings all up to date. */
    void refresh() {
        for (int device = 0; device < gpus.size(); device++) {
            gpus.get(device).show(nvml.read(device));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            // one that hangs in the driver keeps it
            if (timer.awaitTermination(CLOSED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                nvml.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The PVs of one GPU. */
    private static final class Gpu {

        private final StringPv name;
        private final DoublePv load;
        private final DoublePv memoryUsed;
        private final DoublePv memory;
        private final DoublePv temperature;
        private final DoublePv power;
        private final StringPv message;

        Gpu(String prefix, PvDatabase database) {
            name = database.add(new StringPv(prefix + "NAME", Metadata.builtIn("The GPU", "")));
            load = number(database, prefix + "LOAD", "Share of the time in which the GPU computed", "%", 0);
            memoryUsed = number(database, prefix + "MEM-USED", "Memory of the GPU in use, by whomever", "byte", 0);
            memory = number(database, prefix + "MEM-MAX", "Memory of the GPU", "byte", 0);
            temperature = number(database, prefix + "TEMPERATURE", "Temperature of the GPU", "°C", 0);
            power = number(database, prefix + "POWER", "Power that the GPU draws", "W", 1);
            message = database.add(new StringPv(prefix + "MESSAGE",
                Metadata.builtIn("Why the GPU cannot be asked, empty if it can", "")));
            message.set("", Alarm.NONE);
        }

        private static DoublePv number(PvDatabase database, String name, String description, String units, int precision) {
            return database.add(new DoublePv(name, new Metadata(description, units, precision, DisplayForm.DEFAULT, Range.NONE,
                Range.NONE, 0, AlarmLimits.NONE), null));
        }

        void show(GpuReading reading) {
            Alarm missing = UNTOLD;
            if (!reading.problem().equals(message.value())) {
                message.set(reading.problem(), reading.problem().isEmpty() ? Alarm.NONE
                    : new Alarm(AlarmSeverity.MINOR, Condition.READ, reading.problem()));
            }
            if (!reading.problem().isEmpty()) {
                missing = new Alarm(AlarmSeverity.INVALID, Condition.READ, reading.problem());
            }
            show(load, reading.load(), missing);
            show(memoryUsed, reading.memoryUsed(), missing);
            show(memory, reading.memory(), missing);
            show(temperature, reading.temperature(), missing);
            show(power, reading.power(), missing);
        }

        private static void show(DoublePv pv, double figure, Alarm missing) {
            if (!Double.isNaN(figure)) {
                pv.set(figure);
            } else if (!pv.alarm().equals(missing)) {
                pv.commit(figure, Pv.now(), 0, missing);
            }
        }
    }
}
