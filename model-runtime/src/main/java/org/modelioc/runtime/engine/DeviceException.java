package org.modelioc.runtime.engine;

/** A device on which a model cannot be run here. The message says why and how to mend it, to be read after the device's name. */
public final class DeviceException extends Exception {

    /**
     * From what went wrong.
     *
     * @param message for operators, one line
     * @param cause   what the engine threw; may be null
     */
    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
