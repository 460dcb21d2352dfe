package org.modelioc.runtime.stage;

import org.modelioc.schema.yaml.Mark;

/** A stage that does not fit what it shall work on. The message says why and how to mend it, without naming the stage. */
public final class StageException extends Exception {

    /** Null for the place of the stage as a whole. */
    private final transient Mark at;

    /**
     * From what does not fit.
     *
     * @param message one line for the person who writes the YAML
     */
    public StageException(String message) {
        this(message, null);
    }

    /**
     * From what does not fit, at its own place.
     *
     * @param message one line for the person who writes the YAML
     * @param at      where it stands
     */
    public StageException(String message, Mark at) {
        super(message, null, false, false);
        this.at = at;
    }

    Mark at() {
        return at;
    }
}
