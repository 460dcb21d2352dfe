package org.modelioc.ioc.link.ca;

import org.modelioc.ioc.link.source.FollowedPv;
import org.modelioc.ioc.link.source.SourceListener;
import org.modelioc.ioc.link.source.TextCache;

/** A PV followed over Channel Access. Its number is that of the channel and of its requests. */
final class CaPv extends FollowedPv {

    private final TextCache text = new TextCache();
    private boolean channel;
    private boolean subscribed;
    // units or labels: known or not to be had, asked for, and a value that waits for them
    private boolean described;
    private boolean asked;
    private boolean waiting;
    private int serverId;
    private Dbr type = Dbr.DOUBLE;
    private int nativeCount;
    private int count;

    CaPv(int id, String name, SourceListener listener) {
        super(id, name, listener);
    }

    @Override
    protected void reset() {
        super.reset();
        channel = false;
        subscribed = false;
        described = false;
        asked = false;
        waiting = false;
    }

    void created(int newServerId, Dbr newType, int newCount) {
        channel = true;
        serverId = newServerId;
        type = newType;
        nativeCount = newCount;
    }

    void subscribed(int requestedCount) {
        subscribed = true;
        count = requestedCount;
    }

    /** Units or labels are asked for; true if they were not already. */
    boolean ask() {
        boolean first = !asked;
        asked = true;
        return first;
    }

    /** They are here, or not to be had, or not now. */
    void answered(boolean known) {
        asked = false;
        described |= known;
    }

    boolean isAsked() {
        return asked;
    }

    boolean isDescribed() {
        return described;
    }

    /** A value is there, but what it is not yet. */
    void waits() {
        waiting = true;
    }

    /** Whether a value has waited. */
    boolean stopWaiting() {
        boolean was = waiting;
        waiting = false;
        return was;
    }

    boolean hasChannel() {
        return channel;
    }

    boolean isSubscribed() {
        return subscribed;
    }

    int serverId() {
        return serverId;
    }

    /** The type that the server keeps it in. */
    Dbr type() {
        return type;
    }

    /** Elements at most. */
    int nativeCount() {
        return nativeCount;
    }

    /** Elements that were asked for; 0 for as many as there are. */
    int count() {
        return count;
    }

    TextCache text() {
        return text;
    }
}
