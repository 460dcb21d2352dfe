package org.modelioc.ioc.pva;

import java.util.Optional;
import org.epics.pvaccess.client.ChannelPut;
import org.epics.pvaccess.client.ChannelPutRequester;
import org.epics.pvdata.misc.BitSet;
import org.epics.pvdata.pv.PVStructure;
import org.modelioc.ioc.pv.PutRejectedException;

/** Writes a PV; a refusal answers with the reason and changes nothing. */
final class PutOperation extends Operation implements ChannelPut {

    private final ChannelPutRequester requester;
    private final PutDecoder decoder;
    private final PvImage image;
    private final BitSet whole = new BitSet(1);

    PutOperation(OperationContext context, FieldSelection fields, ChannelPutRequester requester) {
        super(context);
        this.requester = requester;
        decoder = new PutDecoder(fields);
        image = new PvImage(fields);
        whole.set(0);
    }

    @Override
    public void put(PVStructure sent, BitSet changed) {
        OperationContext context = context();
        boolean set;
        try {
            set = context.gate().put(context.access(), pv -> decoder.put(pv, sent, changed));
        } catch (PutRejectedException e) {
            requester.putDone(Statuses.error(e.getMessage()), this);
            return;
        }
        if (!set || context.options().process() == RequestOptions.Process.INHIBIT) {
            requester.putDone(Statuses.OK, this);
        } else {
            context.process().whenComplete((_, failure) -> requester.putDone(Statuses.of(failure), this));
        }
    }

    @Override
    public void get() {
        Optional<String> refusal = context().refuseRead();
        if (refusal.isPresent()) {
            requester.getDone(Statuses.error(refusal.get()), this, null, null);
            return;
        }
        image.take(context().pv());
        requester.getDone(Statuses.OK, this, image.structure(), whole);
    }
}
