package org.modelioc.ioc.pva;

import java.util.Optional;
import org.epics.pvaccess.client.ChannelRPC;
import org.epics.pvaccess.client.ChannelRPCRequester;
import org.epics.pvdata.pv.PVStructure;
import org.modelioc.ioc.access.ChannelAccess;
import org.modelioc.ioc.pva.server.AnswerQueue;
import org.modelioc.ioc.whatif.Question;
import org.modelioc.ioc.whatif.RequestRejectedException;

/** Answers what would come out of other inputs. Counts as reading: of the PV itself, and of all inputs and outputs. */
final class WhatIfOperation extends Operation implements ChannelRPC {

    private final WhatIfTalk talk;
    private final ChannelAccess shown;
    private final ChannelRPCRequester requester;

    WhatIfOperation(OperationContext context, WhatIfTalk talk, ChannelAccess shown, ChannelRPCRequester requester) {
        super(context);
        this.talk = talk;
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
            talk.whatIf().ask(talk.read(argument)).whenComplete(this::answer);
        } catch (RequestRejectedException e) {
            talk.whatIf().rejects();
            requester.requestDone(Statuses.error(e.getMessage()), this, null);
        } catch (RuntimeException e) {
            talk.whatIf().rejects();
            requester.requestDone(Statuses.error("the request could not be read: " + e), this, null);
        }
    }

    // by the thread of the batches, which has other things to do than to write answers
    private void answer(Question question, Throwable failure) {
        if (failure != null) {
            talk.whatIf().rejects();
            requester.requestDone(Statuses.error(failure.getMessage()), this, null);
        } else if (requester instanceof AnswerQueue queue) {
            queue.answered(() -> talk.write(question));
        } else {
            requester.requestDone(Statuses.OK, this, talk.writeAnew(question));
        }
    }
}
