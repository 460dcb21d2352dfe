package org.modelioc.ioc.pv;

/** A put that changes nothing; the message is the sentence that the client gets. */
public final class PutRejectedException extends Exception {

    /**
     * With a sentence for the client.
     *
     * @param reason why, and what would be accepted
     */
    public PutRejectedException(String reason) {
        // no stack trace: a client's mistake is no fault of the program, and must stay cheap
        super(reason, null, false, false);
    }
}
