package org.modelioc.ioc.pva.server;

/** A message cannot be understood or asks for too much; the connection it came from is closed with this reason. */
final class WireException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    // no stack trace: whoever sends nonsense fast shall not cost us more than that
    WireException(String message) {
        super(message, null, false, false);
    }
}
