package org.modelioc.ioc.pva;

import java.util.concurrent.CompletionException;
import org.epics.pvdata.factory.StatusFactory;
import org.epics.pvdata.pv.Status;
import org.epics.pvdata.pv.Status.StatusType;
import org.modelioc.ioc.pv.Pv;

/** Answers to a client. */
final class Statuses {

    /** All went well. */
    static final Status OK = StatusFactory.getStatusCreate().getStatusOK();

    private Statuses() {
    }

    /** How it ended that a client waited for: well if {@code failure} is null. */
    static Status of(Throwable failure) {
        if (failure == null) {
            return OK;
        }
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return error(cause.getMessage() == null ? cause.toString() : cause.getMessage());
    }

    /** Refused, with a sentence for the client. */
    static Status error(String sentence) {
        return StatusFactory.getStatusCreate().createStatus(StatusType.ERROR, sentence, null);
    }

    /** The client's pvRequest names no field of the PV. */
    static Status noField(Pv pv) {
        return error(pv.name() + ": the request names no field of " + NtLayout.of(pv).structure().getID());
    }
}
