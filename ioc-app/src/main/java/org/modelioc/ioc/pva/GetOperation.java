package org.modelioc.ioc.pva;

import java.util.Optional;
import org.epics.pvaccess.client.ChannelGet;
import org.epics.pvaccess.client.ChannelGetRequester;
import org.epics.pvdata.misc.BitSet;
import org.modelioc.ioc.pv.PutRejectedException;

/** Reads a PV; with {@code record[process=true]} evaluates first. */
final class GetOperation extends Operation implements ChannelGet {

    private final ChannelGetRequester requester;
    private final PvImage image;
    private final BitSet whole = new BitSet(1);

    GetOperation(OperationContext context, FieldSelection fields, ChannelGetRequester requester) {
        super(context);
        this.requester = requester;
        image = new PvImage(fields);
        whole.set(0);
    }

    @Override
    public void get() {
        Optional<String> refusal = context().refuseRead();
        if (refusal.isPresent()) {
            requester.getDone(Statuses.error(refusal.get()), this, null, null);
            return;
        }
        if (context().options().process() != RequestOptions.Process.FORCE) {
            read();
            return;
        }
        try {
            context().processAlone().thenRun(this::read);
        } catch (PutRejectedException e) {
            requester.getDone(Statuses.error(e.getMessage()), this, null, null);
        }
    }

    private void read() {
        image.take(context().pv());
        requester.getDone(Statuses.OK, this, image.structure(), whole);
    }
}
