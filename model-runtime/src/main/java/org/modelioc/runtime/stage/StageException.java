package org.modelioc.runtime.stage;

/** A stage that does not fit what it shall work on. The message says why and how to mend it, without naming the stage. */
public final class StageException extends Exception {

    /**
     * From what does not fit.
     *
     * @param message one line for the person who writes the YAML
     */
    public StageException(String message) {
        super(message, null, false, false);
    }
}
