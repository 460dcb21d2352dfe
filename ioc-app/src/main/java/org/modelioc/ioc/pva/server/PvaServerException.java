package org.modelioc.ioc.pva.server;

/** The server cannot start; the message is one sentence for the operator and names the setting to change. */
public class PvaServerException extends Exception {

    private static final long serialVersionUID = 1L;

    PvaServerException(String message) {
        super(message);
    }

    PvaServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
