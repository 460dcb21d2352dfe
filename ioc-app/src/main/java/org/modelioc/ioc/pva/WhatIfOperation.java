package org.modelioc.ioc.pva;

import java.util.Optional;
import org.epics.pvaccess.client.ChannelRPC;
import org.epics.pvaccess.client.ChannelRPCRequester;
import org.epics.pvdata.pv.PVStructure;
import org.modelioc.ioc.access.ChannelAccess;
import org.modelioc.ioc.whatif.Question;
import org.modelioc.ioc.whatif.RequestRejectedException;

/** Answers what would come out of other inputs. Counts as reading: of the PV itself, and of all inputs and outputs. */
final class WhatIfOperation extends Operation implements ChannelRPC {

    private final WhatIfService service;
    private final ChannelAccess shown;
    private final ChannelRPCRequester requester;

    WhatIfOperation(OperationContext context, WhatIfService service, ChannelAccess shown, ChannelRPCRequester requester) {
        super(context);
        this.service = service;
        this.shown = shown;
        this.requester = requester;
    }

    @Override
    public void request(PVStructure argument) {
        Optional<String> refusal = context().refuseRead().or(() -> context().gate().refuseRead(shown));
        if (refusal.isPresent()) {
            requester.requestDone(Statuses.error(refusal.get()), this, null);
            return;
        }
        try {
            // the thread of the batches has other things to do than to write answers
            service.whatIf().ask(service.request().read(argument)).whenComplete((question, failure) ->
                Thread.ofVirtual().start(() -> answer(question, failure)));
        } catch (RequestRejectedException e) {
            service.whatIf().rejects();
            requester.requestDone(Statuses.error(e.getMessage()), this, null);
        } catch (RuntimeException e) {
            service.whatIf().rejects();
            requester.requestDone(Statuses.error("the request could not be read: " + e), this, null);
        }
    }

    private void answer(Question question, Throwable failure) {
        if (failure != null) {
            service.whatIf().rejects();
            requester.requestDone(Statuses.error(failure.getMessage()), this, null);
            return;
        }
        PVStructure answer;
        try {
            answer = service.answer().of(question);
        } catch (RuntimeException e) {
            // a client that waits must hear of it
            requester.requestDone(Statuses.error("the answer could not be written: " + e), this, null);
            return;
        }
        requester.requestDone(Statuses.OK, this, answer);
    }
}
