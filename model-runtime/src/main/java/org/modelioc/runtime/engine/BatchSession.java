package org.modelioc.runtime.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.runtime.tensor.TensorBlock;
import org.modelioc.runtime.tensor.TensorSignature;
import org.modelioc.schema.tensor.TensorType;

/**
 * Runs of any number of independent rows: write rows 0 to n - 1 of {@link #inputs}, {@link #run}, read the same rows of
 * {@link #outputs}.
 *
 * <p>There is one piece of memory for the largest batch on either side. The engine sees beginnings of it, one for each of a few
 * sizes, and a run takes the smallest that holds its rows, so that nothing is copied or allocated for it; the rows behind are
 * whatever they were before. After a run that failed they are the first row, until a run succeeds, since one of them may be why.
 * A model that takes one batch size only is run with that.
 *
 * <p>One thread at a time, closing included.
 */
public final class BatchSession implements AutoCloseable {

    /** Sizes double up to here and are multiples of it from here on: an engine computes about so many rows at a time. */
    private static final int STEP = 8;
    /** Sizes between a power of two and the next, so that few rows are computed for nothing. */
    private static final int STEPS = 4;
    /** Above this, a tensor has fewer rows than are asked for. */
    private static final long MOST_BYTES = 1L << 28;

    private final Arena arena = Arena.ofShared();
    private final int[] sizes;
    private final Session[] sessions;
    private final List<Tensor> inputs;
    private final List<Tensor> outputs;
    /** Whether a row that the engine gives up on may still stand somewhere. */
    private boolean suspect;
    private boolean closed;

    private BatchSession(Model model, int[] sizes) throws ModelLoadException {
        this.sizes = sizes;
        sessions = new Session[sizes.length];
        int rows = sizes[sizes.length - 1];
        try {
            inputs = TensorBlock.allocate(arena, concrete(model.inputs(), rows)).tensors();
            outputs = TensorBlock.allocate(arena, concrete(model.outputs(), rows)).tensors();
            for (int i = 0; i < sizes.length; i++) {
                sessions[i] = sizes.length == 1 ? model.newSession(inputs, outputs)
                    : model.newSession(beginning(inputs, sizes[i]), beginning(outputs, sizes[i]));
            }
        } catch (ModelLoadException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Allocates everything that runs of up to so many rows need; fewer, where a tensor would be larger than 256 MB.
     *
     * @param model   stays the caller's to close
     * @param largest rows in a run, at least 1
     * @return to be closed by the caller
     * @throws ModelLoadException    if the engine cannot run such a batch
     * @throws IllegalStateException if the model is closed
     */
    public static BatchSession open(Model model, int largest) throws ModelLoadException {
        List<TensorSignature> all = new ArrayList<>(model.inputs());
        all.addAll(model.outputs());
        if (all.stream().allMatch(BatchSession::batched)) {
            long row = concrete(all, 1).stream().mapToLong(BatchSession::bytes).max().orElse(1);
            int most = Math.toIntExact(Math.clamp(MOST_BYTES / row, 1, largest));
            return new BatchSession(model, sizes(most));
        }
        long fixed = all.stream().anyMatch(BatchSession::batched) ? 1 : all.getFirst().type().dimensions().stream()
            .findFirst().orElse(1L);
        boolean rows = all.stream().allMatch(each -> each.type().dimensions().size() > 1
            && each.type().dimensions().getFirst() == fixed);
        return new BatchSession(model, new int[] {rows ? Math.toIntExact(fixed) : 1});
    }

    /** The sizes that a run may have: 1, 2, 4, 8, 16, 24, 32, 40, 48, 56, 64, 80 and so on, and the largest. */
    private static int[] sizes(int most) {
        IntStream.Builder sizes = IntStream.builder();
        int size = 1;
        while (size < most) {
            sizes.add(size);
            size += size < STEP ? size : Math.max(STEP, Integer.highestOneBit(size) / STEPS);
        }
        return sizes.add(most).build().toArray();
    }

    private static boolean batched(TensorSignature tensor) {
        return !tensor.type().dimensions().isEmpty() && tensor.type().dimensions().getFirst() == TensorType.DYNAMIC;
    }

    private static List<TensorSignature> concrete(List<TensorSignature> signatures, long rows) {
        return OnnxSignature.concrete(signatures, rows);
    }

    private static long bytes(TensorSignature tensor) {
        return tensor.type().dimensions().stream().reduce((long) tensor.type().element().bytes(), (one, other) -> one * other);
    }

    private static List<Tensor> beginning(List<Tensor> tensors, int rows) {
        return tensors.stream().map(tensor -> tensor.rows(0, rows)).toList();
    }

    /**
     * How many rows a run may have.
     *
     * @return at least 1
     */
    public int largest() {
        return sizes[sizes.length - 1];
    }

    /**
     * The inputs with all their rows.
     *
     * @return the same list at every call, in the order of {@link Model#inputs()}; all zero at first
     */
    public List<Tensor> inputs() {
        return inputs;
    }

    /**
     * The outputs with all their rows.
     *
     * @return the same list at every call, in the order of {@link Model#outputs()}
     */
    public List<Tensor> outputs() {
        return outputs;
    }

    /**
     * The rows of a tensor, each a tensor with a batch of one; the tensor itself, if there is one row.
     *
     * @param tensor one of {@link #inputs()} or {@link #outputs()}
     * @return {@link #largest()} views of its memory
     */
    public List<Tensor> rows(Tensor tensor) {
        return largest() == 1 ? List.of(tensor)
            : IntStream.range(0, largest()).mapToObj(row -> tensor.rows(row, 1)).toList();
    }

    /**
     * Runs the model on the first rows.
     *
     * @param rows how many, 1 to {@link #largest()}
     * @throws InferenceException    if the engine gives up; the outputs are then meaningless until a later run succeeds
     * @throws IllegalStateException if it is closed
     */
    public void run(int rows) throws InferenceException {
        int i = 0;
        while (sizes[i] < rows) {
            i++;
        }
        if (suspect) {
            repeatFirst(rows, sizes[i]);
        }
        try {
            sessions[i].run();
        } catch (InferenceException | RuntimeException e) {
            suspect = true;
            throw e;
        }
        if (suspect) {
            repeatFirst(rows, largest());
            suspect = false;
        }
    }

    private void repeatFirst(int from, int to) {
        for (Tensor tensor : inputs) {
            long bytes = tensor.memory().byteSize() / largest();
            for (int row = from; row < to; row++) {
                MemorySegment.copy(tensor.memory(), 0, tensor.memory(), row * bytes, bytes);
            }
        }
    }

    /** Frees the tensors. May be called again. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            for (Session session : sessions) {
                if (session != null) {
                    session.close();
                }
            }
            arena.close();
        }
    }
}
