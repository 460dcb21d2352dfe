package org.modelioc.runtime.engine;

/** A run that gave no result. The next one may succeed. */
public final class InferenceException extends Exception {

    /**
     * From what went wrong.
     *
     * @param message one line for operators: which model, and why
     * @param cause   what the engine or a stage threw
     */
    public InferenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
