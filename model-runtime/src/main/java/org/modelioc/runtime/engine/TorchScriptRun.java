package org.modelioc.runtime.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.schema.model.Device;
import org.modelioc.schema.tensor.ElementType;

/**
 * The inputs of a module in our memory, and calls of it. On the CPU libtorch reads our memory where it is. On a graphics
 * processor an array is a copy of the moment when it was made, so that each call makes new ones.
 */
final class TorchScriptRun implements AutoCloseable {

    private final PtNDManager manager;
    private final PtSymbolBlock module;
    private final boolean copies;
    private final List<Tensor> inputs;
    private final NDList arrays = new NDList();
    private final IValue[] arguments;

    /**
     * Shows the module its inputs.
     *
     * @param parent owns the module
     * @param module the module
     * @param inputs its inputs, in memory that outlives this
     * @param device where the module is
     */
    TorchScriptRun(NDManager parent, PtSymbolBlock module, List<Tensor> inputs, Device device) {
        this.manager = (PtNDManager) parent.newSubManager(ai.djl.Device.cpu());
        this.module = module;
        this.copies = device.kind() != Device.Kind.CPU;
        this.arguments = new IValue[inputs.size()];
        this.inputs = List.copyOf(inputs);
        try {
            for (int i = 0; i < arguments.length; i++) {
                Tensor tensor = inputs.get(i);
                ByteBuffer buffer = tensor.memory().asByteBuffer().order(ByteOrder.nativeOrder());
                long[] sizes = tensor.type().dimensions().stream().mapToLong(Long::longValue).toArray();
                NDArray array = manager.create(buffer, new Shape(sizes), type(tensor.type().element()));
                arrays.add(array);
                arguments[i] = copies ? null : IValue.from((PtNDArray) array);
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    List<Tensor> inputs() {
        return inputs;
    }

    /** Calls the module; the results are on the CPU, to be closed by the caller. */
    NDList forward() {
        if (copies) {
            return forwardElsewhere();
        }
        try (IValue result = module.forward(arguments)) {
            return result.toNDList(manager);
        }
    }

    private NDList forwardElsewhere() {
        ai.djl.Device there = module.getParameters().isEmpty() ? ai.djl.Device.gpu() : deviceOf(module);
        IValue[] copied = new IValue[arguments.length];
        NDList sent = new NDList();
        try {
            for (int i = 0; i < copied.length; i++) {
                NDArray copy = arrays.get(i).toDevice(there, true);
                sent.add(copy);
                copied[i] = IValue.from((PtNDArray) copy);
            }
            try (IValue result = module.forward(copied); NDList results = result.toNDList(manager)) {
                NDList back = new NDList();
                results.forEach(array -> back.add(array.toDevice(ai.djl.Device.cpu(), true)));
                return back;
            }
        } finally {
            close(copied);
            sent.close();
        }
    }

    private static ai.djl.Device deviceOf(PtSymbolBlock module) {
        return module.getParameters().valueAt(0).getArray().getDevice();
    }

    private static void close(IValue[] values) {
        for (IValue value : values) {
            if (value != null) {
                value.close();
            }
        }
    }

    @Override
    public void close() {
        close(arguments);
        arrays.close();
        manager.close();
    }

    /** The element type of a result. */
    static ElementType element(DataType type) {
        return switch (type) {
            case FLOAT16 -> ElementType.FLOAT16;
            case FLOAT32 -> ElementType.FLOAT32;
            case FLOAT64 -> ElementType.FLOAT64;
            case INT8 -> ElementType.INT8;
            case INT16 -> ElementType.INT16;
            case INT32 -> ElementType.INT32;
            case INT64 -> ElementType.INT64;
            case UINT8 -> ElementType.UINT8;
            case BOOLEAN -> ElementType.BOOL;
            default -> throw new IllegalArgumentException("a result is of type " + type.name().toLowerCase(java.util.Locale.ROOT)
                + ", and tensors may be of " + ElementType.listed());
        };
    }

    private static DataType type(ElementType element) {
        return switch (element) {
            case FLOAT16 -> DataType.FLOAT16;
            case FLOAT32 -> DataType.FLOAT32;
            case FLOAT64 -> DataType.FLOAT64;
            case INT8 -> DataType.INT8;
            case INT16 -> DataType.INT16;
            case INT32 -> DataType.INT32;
            case INT64 -> DataType.INT64;
            case UINT8 -> DataType.UINT8;
            case BOOL -> DataType.BOOLEAN;
        };
    }
}
