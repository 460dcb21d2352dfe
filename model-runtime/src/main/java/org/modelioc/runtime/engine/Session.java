package org.modelioc.runtime.engine;

import java.util.List;
import org.modelioc.runtime.tensor.Tensor;

/**
 * Runs a model on tensors that stay in place: write {@link #inputs()}, {@link #run()}, read {@link #outputs()}.
 *
 * <p>One thread at a time, closing included. Any number of sessions of a model may run at once. The tensors must not be
 * used once the session is closed.
 */
public interface Session extends AutoCloseable {

    /**
     * The tensors that a run reads. A run leaves them as they are.
     *
     * @return the same list at every call, in the order of {@link Model#inputs()}; all zero at first
     */
    List<Tensor> inputs();

    /**
     * The tensors that a run writes.
     *
     * @return the same list at every call, in the order of {@link Model#outputs()}
     */
    List<Tensor> outputs();

    /**
     * Runs the model once.
     *
     * @throws InferenceException    if the engine gives up; the outputs are then meaningless until a later run succeeds
     * @throws IllegalStateException if the session is closed
     */
    void run() throws InferenceException;

    /** Frees the tensors. May be called again. */
    @Override
    void close();
}
