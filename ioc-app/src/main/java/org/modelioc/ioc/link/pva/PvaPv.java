package org.modelioc.ioc.link.pva;

import org.modelioc.ioc.link.source.FollowedPv;
import org.modelioc.ioc.link.source.SourceListener;

/** A PV followed over pvAccess. Its number is that of the channel and of its only request, the monitor. */
final class PvaPv extends FollowedPv {

    private static final int NO_CHANNEL = -1;

    private int serverId = NO_CHANNEL;
    private NtDecoder decoder;

    PvaPv(int id, String name, SourceListener listener) {
        super(id, name, listener);
    }

    @Override
    protected void reset() {
        super.reset();
        serverId = NO_CHANNEL;
        decoder = null;
    }

    boolean hasChannel() {
        return serverId != NO_CHANNEL;
    }

    int serverId() {
        return serverId;
    }

    void serverId(int id) {
        serverId = id;
    }

    /** Reads its updates; null before the monitor is made. */
    NtDecoder decoder() {
        return decoder;
    }

    void decoder(NtDecoder made) {
        decoder = made;
    }
}
