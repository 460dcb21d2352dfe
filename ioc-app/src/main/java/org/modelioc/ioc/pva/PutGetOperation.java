package org.modelioc.ioc.pva;

import java.util.Optional;
import org.epics.pvaccess.client.ChannelPutGet;
import org.epics.pvaccess.client.ChannelPutGetRequester;
import org.epics.pvdata.misc.BitSet;
import org.epics.pvdata.pv.PVStructure;
import org.modelioc.ioc.pv.PutRejectedException;

/** Writes a PV and reads it back in one exchange. */
final class PutGetOperation extends Operation implements ChannelPutGet {

    private final ChannelPutGetRequester requester;
    private final PutDecoder decoder;
    private final PvImage sentImage;
    private final PvImage returnedImage;
    private final BitSet whole = new BitSet(1);

    PutGetOperation(OperationContext context, FieldSelection sent, FieldSelection returned, ChannelPutGetRequester requester) {
        super(context);
        this.requester = requester;
        decoder = new PutDecoder(sent);
        sentImage = new PvImage(sent);
        returnedImage = new PvImage(returned);
        whole.set(0);
    }

    @Override
    public void putGet(PVStructure sent, BitSet changed) {
        OperationContext context = context();
        boolean set;
        try {
            set = context.gate().put(context.access(), pv -> decoder.put(pv, sent, changed));
        } catch (PutRejectedException e) {
            requester.putGetDone(Statuses.error(e.getMessage()), this, null, null);
            return;
        }
        if (!set || context.options().process() == RequestOptions.Process.INHIBIT) {
            answer(null);
        } else {
            context.process().whenComplete((_, failure) -> answer(failure));
        }
    }

    private void answer(Throwable failure) {
        if (failure != null) {
            requester.putGetDone(Statuses.of(failure), this, null, null);
            return;
        }
        returnedImage.take(context().pv());
        requester.putGetDone(Statuses.OK, this, returnedImage.structure(), whole);
    }

    @Override
    public void getPut() {
        Optional<String> refusal = context().refuseRead();
        if (refusal.isPresent()) {
            requester.getPutDone(Statuses.error(refusal.get()), this, null, null);
            return;
        }
        sentImage.take(context().pv());
        requester.getPutDone(Statuses.OK, this, sentImage.structure(), whole);
    }

    @Override
    public void getGet() {
        Optional<String> refusal = context().refuseRead();
        if (refusal.isPresent()) {
            requester.getGetDone(Statuses.error(refusal.get()), this, null, null);
            return;
        }
        returnedImage.take(context().pv());
        requester.getGetDone(Statuses.OK, this, returnedImage.structure(), whole);
    }
}
