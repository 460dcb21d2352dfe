package org.modelioc.ioc.whatif;

/** A request that is not answered at all; the message is the sentence that the client gets. */
public final class RequestRejectedException extends Exception {

    /**
     * With a sentence for the client.
     *
     * @param reason why, and what would be accepted
     */
    public RequestRejectedException(String reason) {
        // no stack trace: a client's mistake is no fault of the program, and must stay cheap
        super(reason, null, false, false);
    }
}
