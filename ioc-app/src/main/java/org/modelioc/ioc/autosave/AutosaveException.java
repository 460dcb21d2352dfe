package org.modelioc.ioc.autosave;

/** Saving cannot begin, because another IOC saves to the same files; the message is a sentence for the operator. */
public final class AutosaveException extends Exception {

    AutosaveException(String message) {
        super(message);
    }
}
