package org.modelioc.runtime.engine;

import java.util.List;
import java.util.Map;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.runtime.tensor.TensorSignature;
import org.modelioc.schema.model.Device;

/**
 * A loaded model. Safe for use by several threads.
 *
 * <p>The first dimension of a tensor is the batch, where the model leaves it open. All other dimensions are known: the
 * file gives them, or the definition does.
 */
public interface Model extends AutoCloseable {

    /**
     * The name in the configuration.
     *
     * @return a key of the YAML's {@code models}
     */
    String name();

    /**
     * The engine that runs it.
     *
     * @return its name for operators
     */
    String engine();

    /**
     * Where it runs.
     *
     * @return one device, never {@link Device#AUTO}
     */
    Device device();

    /**
     * What the model takes.
     *
     * @return the inputs, in the order of the file
     */
    List<TensorSignature> inputs();

    /**
     * What the model gives.
     *
     * @return the outputs, in the order of the file
     */
    List<TensorSignature> outputs();

    /**
     * What the exporter wrote into the file about the model.
     *
     * @return free text by key; empty if it wrote nothing
     */
    Map<String, String> metadata();

    /**
     * Allocates everything that runs of one batch size need.
     *
     * @param batch rows in a run, at least 1
     * @return a session, to be closed by the caller
     * @throws ModelLoadException    if the model is made for another batch size, or the tensors are too large
     * @throws IllegalStateException if the model is closed
     */
    Session newSession(int batch) throws ModelLoadException;

    /**
     * As {@link #newSession(int)}, over memory that is the caller's and outlives the session. Several sessions may share it,
     * such as those of different batch sizes, as long as one runs at a time.
     *
     * @param inputs  one tensor of a concrete shape for each of {@link #inputs()}, in their order, 64-byte aligned
     * @param outputs the same for {@link #outputs()}
     * @return a session of just these tensors, to be closed by the caller
     * @throws ModelLoadException    if the engine cannot use them
     * @throws IllegalStateException if the model is closed
     */
    Session newSession(List<Tensor> inputs, List<Tensor> outputs) throws ModelLoadException;

    /** Opens no further session, and frees the model as soon as its last session is closed. May be called again. */
    @Override
    void close();
}
