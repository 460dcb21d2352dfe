package org.modelioc.ioc.link.source;

/** A server sent what cannot be understood; the connection to it is closed for this reason. */
public final class ProtocolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * With a reason.
     *
     * @param message one line, which goes on a sentence about the server
     */
    public ProtocolException(String message) {
        super(message, null, false, false);
    }
}
