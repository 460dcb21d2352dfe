package org.modelioc.ioc.gpu;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * NVIDIA's management library as the test wants it to be: native functions whose bodies are the methods of this class. Its
 * structures are laid out by hand, after {@code nvml.h}.
 */
public final class FakeNvml {

    public static final int LOST = 15;
    private static final int NOT_SUPPORTED = 3;
    private static final int INVALID_ARGUMENT = 2;
    private static final int NO_PERMISSION = 4;
    private static final long HANDLES = 0x1000;

    private final Arena arena;
    private final Map<String, MemorySegment> functions = new HashMap<>();
    private final MemorySegment lost;
    private final MemorySegment other;

    // what the test sets
    public int initResult;
    public int gpus = 2;
    public int forbidden = -1;
    public int unsupportedPower = -1;
    public int lostGpu = -1;
    public int shutdowns;

    /** A library without faults, with two GPUs. */
    public FakeNvml(Arena arena) throws ReflectiveOperationException {
        this.arena = arena;
        lost = arena.allocateFrom("GPU is lost");
        other = arena.allocateFrom("Unknown Error");
        MemoryLayout pointer = ValueLayout.ADDRESS;
        MemoryLayout number = ValueLayout.JAVA_INT;
        function("nvmlInit_v2");
        function("nvmlShutdown");
        function("nvmlDeviceGetCount_v2", pointer);
        function("nvmlDeviceGetHandleByIndex_v2", number, pointer);
        function("nvmlDeviceGetName", pointer, pointer, number);
        function("nvmlDeviceGetUtilizationRates", pointer, pointer);
        function("nvmlDeviceGetMemoryInfo", pointer, pointer);
        function("nvmlDeviceGetTemperature", pointer, number, pointer);
        function("nvmlDeviceGetPowerUsage", pointer, pointer);
        function("nvmlErrorString", FunctionDescriptor.of(ValueLayout.ADDRESS, number));
    }

    private void function(String name, MemoryLayout... arguments) throws ReflectiveOperationException {
        function(name, FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }

    @SuppressWarnings("restricted")
    private void function(String name, FunctionDescriptor descriptor) throws ReflectiveOperationException {
        MethodType type = descriptor.toMethodType();
        functions.put(name, Linker.nativeLinker().upcallStub(
            MethodHandles.lookup().findVirtual(FakeNvml.class, name.replace("_v2", ""), type).bindTo(this), descriptor, arena));
    }

    /** The library as it would be after it was loaded. */
    public SymbolLookup symbols() {
        return name -> Optional.ofNullable(functions.get(name));
    }

    /** An older library. */
    public void lacks(String name) {
        functions.remove(name);
    }

    @SuppressWarnings("restricted")
    private static MemorySegment at(MemorySegment pointer, long bytes) {
        return pointer.reinterpret(bytes);
    }

    private static int index(MemorySegment device) {
        return (int) (device.address() - HANDLES);
    }

    int nvmlInit() {
        return initResult;
    }

    int nvmlShutdown() {
        shutdowns++;
        return 0;
    }

    int nvmlDeviceGetCount(MemorySegment count) {
        at(count, Integer.BYTES).set(ValueLayout.JAVA_INT, 0, gpus);
        return 0;
    }

    int nvmlDeviceGetHandleByIndex(int index, MemorySegment device) {
        if (index == forbidden) {
            return NO_PERMISSION;
        }
        at(device, Long.BYTES).set(ValueLayout.ADDRESS, 0, MemorySegment.ofAddress(HANDLES + index));
        return 0;
    }

    int nvmlDeviceGetName(MemorySegment device, MemorySegment name, int length) {
        at(name, length).setString(0, "NVIDIA Test GPU " + index(device));
        return 0;
    }

    int nvmlDeviceGetUtilizationRates(MemorySegment device, MemorySegment rates) {
        if (index(device) == lostGpu) {
            return LOST;
        }
        MemorySegment answer = at(rates, 2L * Integer.BYTES);
        answer.set(ValueLayout.JAVA_INT, 0, 40 + index(device));
        answer.set(ValueLayout.JAVA_INT, Integer.BYTES, 7);
        return 0;
    }

    int nvmlDeviceGetMemoryInfo(MemorySegment device, MemorySegment memory) {
        if (index(device) == lostGpu) {
            return LOST;
        }
        MemorySegment answer = at(memory, 3L * Long.BYTES);
        answer.set(ValueLayout.JAVA_LONG, 0, 80L << 30);
        answer.set(ValueLayout.JAVA_LONG, Long.BYTES, 79L << 30);
        answer.set(ValueLayout.JAVA_LONG, 2L * Long.BYTES, 1L << 30);
        return 0;
    }

    int nvmlDeviceGetTemperature(MemorySegment device, int sensor, MemorySegment degrees) {
        if (index(device) == lostGpu) {
            return LOST;
        }
        if (sensor != 0) {
            return INVALID_ARGUMENT;
        }
        at(degrees, Integer.BYTES).set(ValueLayout.JAVA_INT, 0, 33);
        return 0;
    }

    int nvmlDeviceGetPowerUsage(MemorySegment device, MemorySegment milliwatts) {
        if (index(device) == lostGpu) {
            return LOST;
        }
        if (index(device) == unsupportedPower) {
            return NOT_SUPPORTED;
        }
        at(milliwatts, Integer.BYTES).set(ValueLayout.JAVA_INT, 0, 71_500);
        return 0;
    }

    MemorySegment nvmlErrorString(int result) {
        return result == LOST ? lost : other;
    }
}
