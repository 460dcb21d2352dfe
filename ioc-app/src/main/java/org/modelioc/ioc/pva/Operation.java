package org.modelioc.ioc.pva;

import org.epics.pvaccess.client.Channel;
import org.epics.pvaccess.client.ChannelRequest;

/** What is the same for all operations: they hold nothing that must be given back, and end by themselves. */
abstract class Operation implements ChannelRequest {

    private final OperationContext context;

    Operation(OperationContext context) {
        this.context = context;
    }

    final OperationContext context() {
        return context;
    }

    @Override
    public final Channel getChannel() {
        return context.channel();
    }

    @Override
    public final void cancel() {
        // what was asked is done already or is under way in an evaluation that nobody stops
    }

    @Override
    public final void lastRequest() {
        // the server destroys the operation after its answer
    }

    @Override
    public final void destroy() {
        // holds nothing
    }

    @Override
    public final void lock() {
        // every operation has structures of its own
    }

    @Override
    public final void unlock() {
        // see lock
    }
}
