package org.modelioc.runtime.engine;

/**
 * A model that cannot be used. The message says where the configuration names it, which file it is, what is wrong and
 * how to mend it: one line, or a line and a table where tensors differ.
 */
public final class ModelLoadException extends Exception {

    /**
     * From a fault found here.
     *
     * @param message for the person who mends the configuration or the file
     */
    public ModelLoadException(String message) {
        super(message);
    }

    /**
     * From a fault found by the engine.
     *
     * @param message for the person who mends the configuration or the file
     * @param cause   what the engine threw
     */
    public ModelLoadException(String message, Throwable cause) {
        super(message, cause);
    }
}
