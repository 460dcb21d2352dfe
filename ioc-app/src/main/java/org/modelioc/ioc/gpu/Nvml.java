package org.modelioc.ioc.gpu;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * NVIDIA's management library, which comes with the driver: {@code libnvidia-ml.so.1}. One thread at a time.
 *
 * <p>A call may take long if a GPU is in trouble: whoever asks must be somebody who can wait.
 *
 * <p>Source: NVML API Reference Manual and {@code nvml.h}.
 */
public final class Nvml implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Nvml.class);
    private static final String LIBRARY = "libnvidia-ml.so.1";
    private static final int SUCCESS = 0;
    private static final int NOT_SUPPORTED = 3;
    /** Stands for a figure that a GPU never tells, which is no problem. */
    private static final String UNKNOWN = "not supported";
    private static final int NAME_BYTES = 96;
    private static final int CHIP = 0;
    private static final double MILLI = 1e-3;
    /** Of {@code nvmlUtilization_t}: gpu, memory. */
    private static final MemoryLayout UTILIZATION = MemoryLayout.structLayout(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    /** Of {@code nvmlMemory_t}: total, free, used. */
    private static final MemoryLayout MEMORY =
        MemoryLayout.structLayout(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
    private static final long MEMORY_USED = 2L * Long.BYTES;

    private final Arena arena;
    private final MethodHandle shutdown;
    private final MethodHandle errorString;
    private final MethodHandle name;
    private final MethodHandle utilization;
    private final MethodHandle memory;
    private final MethodHandle temperature;
    private final MethodHandle power;
    private final MemorySegment[] devices;
    // where answers are written
    private final MemorySegment utilizationAnswer;
    private final MemorySegment memoryAnswer;
    private final MemorySegment intAnswer;

    /** Asks for one figure; the answer lies where the asker put it. */
    @FunctionalInterface
    private interface Question {
        int ask() throws Throwable;
    }

    private Nvml(SymbolLookup symbols, Arena arena) throws Throwable {
        this.arena = arena;
        MethodHandle init = function(symbols, "nvmlInit_v2");
        MethodHandle count = function(symbols, "nvmlDeviceGetCount_v2", ValueLayout.ADDRESS);
        MethodHandle handle = function(symbols, "nvmlDeviceGetHandleByIndex_v2", ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        shutdown = function(symbols, "nvmlShutdown");
        errorString = handle(symbols, "nvmlErrorString",
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        name = function(symbols, "nvmlDeviceGetName", ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        utilization = function(symbols, "nvmlDeviceGetUtilizationRates", ValueLayout.ADDRESS, ValueLayout.ADDRESS);
        memory = function(symbols, "nvmlDeviceGetMemoryInfo", ValueLayout.ADDRESS, ValueLayout.ADDRESS);
        temperature = function(symbols, "nvmlDeviceGetTemperature", ValueLayout.ADDRESS, ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS);
        power = function(symbols, "nvmlDeviceGetPowerUsage", ValueLayout.ADDRESS, ValueLayout.ADDRESS);
        utilizationAnswer = arena.allocate(UTILIZATION);
        memoryAnswer = arena.allocate(MEMORY);
        intAnswer = arena.allocate(ValueLayout.JAVA_INT);
        require((int) init.invokeExact(), "nvmlInit_v2");
        devices = devices(count, handle);
    }

    private MemorySegment[] devices(MethodHandle count, MethodHandle handle) throws Throwable {
        require((int) count.invokeExact(intAnswer), "nvmlDeviceGetCount_v2");
        List<MemorySegment> found = new ArrayList<>();
        MemorySegment device = arena.allocate(ValueLayout.ADDRESS);
        for (int i = 0; i < intAnswer.get(ValueLayout.JAVA_INT, 0); i++) {
            // one that this process may not use is none of ours
            if ((int) handle.invokeExact(i, device) == SUCCESS) {
                found.add(device.get(ValueLayout.ADDRESS, 0));
            }
        }
        return found.toArray(MemorySegment[]::new);
    }

    private void require(int result, String function) throws Throwable {
        if (result != SUCCESS) {
            throw new IllegalStateException(function + ": " + text(result));
        }
    }

    private static MethodHandle function(SymbolLookup symbols, String name, MemoryLayout... arguments) {
        return handle(symbols, name, FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(SymbolLookup symbols, String name, FunctionDescriptor descriptor) {
        MemorySegment address = symbols.find(name).orElseThrow(() -> new NoSuchElementException("no function " + name));
        return Linker.nativeLinker().downcallHandle(address, descriptor);
    }

    /**
     * Opens the library, if the host has it and at least one GPU that this process may use.
     *
     * @return empty otherwise, which is nothing to be told of
     */
    @SuppressWarnings("restricted")
    public static Optional<Nvml> open() {
        Arena arena = Arena.ofShared();
        SymbolLookup symbols;
        try {
            symbols = SymbolLookup.libraryLookup(LIBRARY, arena);
        } catch (IllegalArgumentException | IllegalCallerException e) {
            LOG.debug("no NVIDIA driver: {}", e.getMessage());
            arena.close();
            return Optional.empty();
        }
        return open(symbols, arena);
    }

    /**
     * Opens a library that is loaded.
     *
     * @param symbols its functions
     * @param arena   of what is needed while it is open; closed here if it cannot be opened, and otherwise at the end
     * @return empty if it lacks a function, cannot be used, or knows of no GPU
     */
    static Optional<Nvml> open(SymbolLookup symbols, Arena arena) {
        try {
            Nvml nvml = new Nvml(symbols, arena);
            if (nvml.count() > 0) {
                return Optional.of(nvml);
            }
            nvml.close();
        } catch (Throwable e) {
            LOG.debug("NVML cannot be used: {}", e.toString());
            arena.close();
        }
        return Optional.empty();
    }

    /**
     * How many GPUs there are.
     *
     * @return at least 1
     */
    public int count() {
        return devices.length;
    }

    /**
     * What a GPU is called.
     *
     * @param device from 0
     * @return for example {@code NVIDIA H100 80GB HBM3}; empty if it does not tell
     */
    public String name(int device) {
        MemorySegment text = arena.allocate(NAME_BYTES);
        return problem(() -> (int) name.invokeExact(devices[device], text, NAME_BYTES)).isEmpty() ? text.getString(0) : "";
    }

    /**
     * Asks a GPU.
     *
     * @param device from 0
     * @return what it tells
     */
    public GpuReading read(int device) {
        MemorySegment handle = devices[device];
        String noLoad = problem(() -> (int) utilization.invokeExact(handle, utilizationAnswer));
        String noMemory = problem(() -> (int) memory.invokeExact(handle, memoryAnswer));
        String noTemperature = problem(() -> (int) temperature.invokeExact(handle, CHIP, intAnswer));
        double degrees = figure(noTemperature, intAnswer.get(ValueLayout.JAVA_INT, 0));
        String noPower = problem(() -> (int) power.invokeExact(handle, intAnswer));
        double watts = figure(noPower, intAnswer.get(ValueLayout.JAVA_INT, 0) * MILLI);
        return new GpuReading(
            figure(noLoad, utilizationAnswer.get(ValueLayout.JAVA_INT, 0)),
            figure(noMemory, memoryAnswer.get(ValueLayout.JAVA_LONG, MEMORY_USED)),
            figure(noMemory, memoryAnswer.get(ValueLayout.JAVA_LONG, 0)), degrees, watts,
            Stream.of(noLoad, noMemory, noTemperature, noPower)
                .filter(problem -> !problem.isEmpty() && !problem.equals(UNKNOWN)).findFirst().orElse(""));
    }

    private static double figure(String problem, double figure) {
        return problem.isEmpty() ? figure : Double.NaN;
    }

    // empty if there is an answer
    private String problem(Question question) {
        try {
            int result = question.ask();
            return result == SUCCESS ? "" : result == NOT_SUPPORTED ? UNKNOWN : text(result);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("restricted")
    private String text(int result) throws Throwable {
        MemorySegment text = (MemorySegment) errorString.invokeExact(result);
        return "NVML: " + (text.equals(MemorySegment.NULL) ? "error" : text.reinterpret(Long.MAX_VALUE).getString(0))
            + " (" + result + ")";
    }

    /** Lets go of the library; nothing happens the second time. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            problem(() -> (int) shutdown.invokeExact());
            arena.close();
        }
    }
}
