package org.modelioc.ioc.pva;

import org.epics.pvaccess.client.ChannelProcess;
import org.epics.pvaccess.client.ChannelProcessRequester;
import org.modelioc.ioc.pv.PutRejectedException;

/** Evaluates what hangs on a PV without setting it. */
final class ProcessOperation extends Operation implements ChannelProcess {

    private final ChannelProcessRequester requester;

    ProcessOperation(OperationContext context, ChannelProcessRequester requester) {
        super(context);
        this.requester = requester;
    }

    @Override
    public void process() {
        try {
            context().processAlone().whenComplete((_, failure) -> requester.processDone(Statuses.of(failure), this));
        } catch (PutRejectedException e) {
            requester.processDone(Statuses.error(e.getMessage()), this);
        }
    }
}
