package org.modelioc.ioc.link.ca;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.modelioc.ioc.link.source.FollowedPv;
import org.modelioc.ioc.link.source.ProtocolException;
import org.modelioc.ioc.link.source.ServerConnection;

/**
 * A Channel Access circuit: channels, their units or labels read once, and their updates of value and alarm.
 *
 * <p>Arrays are asked for with as many elements as there are. A server that refuses that is asked again for all the elements
 * that there can be.
 */
final class CaConnection extends ServerConnection {

    private static final int VALUE_AND_ALARM = 1 | 4;
    private static final int SUBSCRIPTION_SIZE = 16;
    private static final int MASK_AT = 12;
    private static final int NO_READ_ACCESS = 46;
    /** Bits of a status below its number, which tell how bad it is. */
    private static final int STATUS_BITS = 3;
    private static final int LONGEST_COUNT = 0xFFFF;
    /** A PV whose server does not tell its units within this time is followed without. */
    private static final long DESCRIPTION_NANOS = 5_000_000_000L;
    /** Of an update: alarm and time stamp, which EPICS_CA_MAX_ARRAY_BYTES does not mean. */
    private static final int HEAD_OF_VALUE = 16;

    private final CaClient client;
    private final CaMessage header = new CaMessage();
    private int minorVersion;

    CaConnection(CaClient client, InetSocketAddress address) {
        super(client, address);
        this.client = client;
    }

    @Override
    protected void hello() {
        message(CaMessage.VERSION, 0, 0, CaMessage.MINOR_VERSION, 0, 0);
        text(CaMessage.CLIENT_NAME, client.user(), 0, 0);
        text(CaMessage.HOST_NAME, client.host(localHost()), 0, 0);
        isReady();
    }

    @Override
    protected void askForLife() {
        message(CaMessage.ECHO, 0, 0, 0, 0, 0);
    }

    // sending

    private ByteBuffer message(int command, int payload, int type, int count, int first, int second) {
        ByteBuffer out = room(CaMessage.HEADER_SIZE + payload).order(ByteOrder.BIG_ENDIAN);
        return CaMessage.put(out, command, payload, type, count, first, second);
    }

    private void text(int command, String text, int first, int second) {
        byte[] bytes = CaMessage.bytes(text);
        CaMessage.putText(message(command, CaMessage.room(bytes), 0, 0, first, second), bytes);
    }

    void search(FollowedPv pv) {
        byte[] bytes = CaMessage.bytes(pv.name());
        CaMessage.putText(message(CaMessage.SEARCH, CaMessage.room(bytes), CaClient.ANSWER_IF_FOUND, CaMessage.MINOR_VERSION,
            pv.id(), pv.id()), bytes);
    }

    // receiving

    @Override
    protected boolean take(ByteBuffer received) {
        int at = received.position();
        received.order(ByteOrder.BIG_ENDIAN);
        if (!header.read(received)) {
            return false;
        }
        if (header.payload > LARGEST_MESSAGE - CaMessage.HEADER_SIZE * 2) {
            throw new ProtocolException("a message of " + header.payload + " bytes");
        }
        if (received.remaining() < header.payload) {
            received.position(at);
            return false;
        }
        int end = received.position() + (int) header.payload;
        int limit = received.limit();
        received.limit(end);
        message(received);
        received.limit(limit).position(end);
        return true;
    }

    private void message(ByteBuffer in) {
        switch (header.command) {
            case CaMessage.VERSION -> minorVersion = header.count;
            case CaMessage.CREATE_CHANNEL -> created();
            case CaMessage.CREATE_FAILED -> lost(header.first, " has no such channel");
            case CaMessage.SERVER_DISCONNECT -> lost(header.first, " serves it no more");
            case CaMessage.READ_NOTIFY -> described(in);
            case CaMessage.EVENT_ADD -> update(in);
            case CaMessage.SEARCH -> client.searchResponse(header, in, address());
            case CaMessage.ERROR -> error(in);
            default -> {
                // echoes and access rights: hearing them is enough
            }
        }
    }

    private void lost(int id, String why) {
        FollowedPv pv = pv(id);
        if (pv != null) {
            lost(pv, server() + why);
        }
    }

    // channels

    @Override
    protected void create(FollowedPv pv) {
        text(CaMessage.CREATE_CHANNEL, pv.name(), pv.id(), CaMessage.MINOR_VERSION);
    }

    private void created() {
        CaPv pv = (CaPv) pv(header.first);
        if (pv == null) {
            message(CaMessage.CLEAR_CHANNEL, 0, 0, 0, header.second, header.first);
            return;
        }
        pv.created(header.second, Dbr.of(header.type), header.count);
        if (pv.type().isDescribed()) {
            ask(pv);
        } else {
            describe(pv, true);
        }
    }

    // units or labels
    private void ask(CaPv pv) {
        if (!pv.ask()) {
            return;
        }
        message(CaMessage.READ_NOTIFY, 0, pv.type().control(), 1, pv.serverId(), pv.id());
        int channel = pv.serverId();
        client.loop().after(DESCRIPTION_NANOS, () -> {
            if (pv(pv.id()) == pv && pv.hasChannel() && pv.serverId() == channel && pv.isAsked()) {
                describe(pv, true);
            }
        });
    }

    private void described(ByteBuffer in) {
        CaPv pv = (CaPv) pv(header.second);
        if (pv == null || !pv.hasChannel()) {
            return;
        }
        if (header.first == CaMessage.NORMAL && header.type == pv.type().control()) {
            pv.type().readControl(in, pv.value());
        }
        // where reading is forbidden it is asked for again when it is allowed
        describe(pv, header.first >>> STATUS_BITS != NO_READ_ACCESS);
    }

    private void describe(CaPv pv, boolean known) {
        pv.answered(known);
        if (!pv.isSubscribed()) {
            subscribe(pv);
        } else if (known && pv.stopWaiting()) {
            pv.updated(Dbr.mayBeCut(pv.value().units()));
        }
    }

    private void subscribe(CaPv pv) {
        boolean dynamic = pv.nativeCount() != 1 && minorVersion >= CaMessage.DYNAMIC_COUNT_VERSION;
        subscribe(pv, dynamic ? 0 : pv.nativeCount());
    }

    private void subscribe(CaPv pv, int count) {
        if (count > LONGEST_COUNT) {
            extendedSubscription(pv, count);
        } else {
            mask(message(CaMessage.EVENT_ADD, SUBSCRIPTION_SIZE, pv.type().time(), count, pv.serverId(), pv.id()));
        }
        pv.subscribed(count);
    }

    private void extendedSubscription(CaPv pv, int count) {
        ByteBuffer out = room(CaMessage.HEADER_SIZE + Long.BYTES + SUBSCRIPTION_SIZE).order(ByteOrder.BIG_ENDIAN);
        CaMessage.put(out, CaMessage.EVENT_ADD, LONGEST_COUNT, pv.type().time(), 0, pv.serverId(), pv.id());
        mask(out.putInt(SUBSCRIPTION_SIZE).putInt(count));
    }

    // three numbers that servers ignore, the mask, and padding
    private static void mask(ByteBuffer out) {
        out.putFloat(0).putFloat(0).putFloat(0).putShort((short) VALUE_AND_ALARM).putShort((short) 0);
    }

    private void update(ByteBuffer in) {
        CaPv pv = (CaPv) pv(header.second);
        if (pv == null || header.payload == 0 && header.first == CaMessage.NORMAL) {
            // dropped a moment ago, or the confirmation of that
            return;
        }
        if (header.first != CaMessage.NORMAL) {
            refused(pv, header.first);
        } else if (header.type != pv.type().time()) {
            throw new ProtocolException("an update of type " + header.type + " where " + pv.type().time() + " was asked for");
        } else if (header.payload - HEAD_OF_VALUE > client.maxArrayBytes()) {
            destroy(pv);
            lost(pv, "its array of " + (header.payload - HEAD_OF_VALUE) + " bytes is larger than EPICS_CA_MAX_ARRAY_BYTES="
                + client.maxArrayBytes());
        } else {
            pv.type().readTime(in, header.count, pv.value(), pv.text());
            if (pv.isDescribed()) {
                pv.updated(Dbr.mayBeCut(pv.value().units()));
            } else {
                pv.waits();
                ask(pv);
            }
        }
    }

    private void refused(CaPv pv, int status) {
        int reason = status >>> STATUS_BITS;
        if (pv.count() == 0 && !pv.isLive() && reason != NO_READ_ACCESS) {
            subscribe(pv, pv.nativeCount());
        } else if (reason == NO_READ_ACCESS) {
            pv.stopWaiting();
            pv.unavailable(server() + " gives no read access");
        } else {
            destroy(pv);
            lost(pv, server() + " gives no updates: status " + reason);
        }
    }

    // in front of a text stands the header of the message that was wrong
    private void error(ByteBuffer in) {
        int status = header.second;
        CaMessage wrong = header;
        if (!wrong.read(in)) {
            return;
        }
        if (wrong.command == CaMessage.EVENT_ADD && pv(wrong.second) != null) {
            refused((CaPv) pv(wrong.second), status);
        } else if (wrong.command == CaMessage.READ_NOTIFY && pv(wrong.second) instanceof CaPv pv && pv.isAsked()) {
            describe(pv, true);
        }
    }

    @Override
    protected void destroy(FollowedPv pv) {
        CaPv left = (CaPv) pv;
        if (left.hasChannel()) {
            if (left.isSubscribed() && left.count() <= LONGEST_COUNT) {
                message(CaMessage.EVENT_CANCEL, 0, left.type().time(), left.count(), left.serverId(), pv.id());
            }
            message(CaMessage.CLEAR_CHANNEL, 0, 0, 0, left.serverId(), pv.id());
        }
    }
}
