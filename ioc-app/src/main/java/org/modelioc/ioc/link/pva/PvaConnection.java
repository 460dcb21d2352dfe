package org.modelioc.ioc.link.pva;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.modelioc.ioc.link.source.FollowedPv;
import org.modelioc.ioc.link.source.ProtocolException;
import org.modelioc.ioc.link.source.ServerConnection;

/**
 * A pvAccess connection: login, channels, monitors, and name search if the server is one for names.
 *
 * <p>Source: "pvAccess Protocol Specification" (epics-base). The request of a monitor is empty, which every server takes as
 * "everything": a selection of fields would fail on servers that lack one of them.
 */
final class PvaConnection extends ServerConnection {

    private static final int CONTROL = 0x01;
    private static final int FIRST_SEGMENT = 0x10;
    private static final int LAST_SEGMENT = 0x20;
    private static final int MIDDLE_SEGMENT = FIRST_SEGMENT | LAST_SEGMENT;
    private static final int FROM_SERVER = 0x40;
    private static final int BIG_ENDIAN = 0x80;
    private static final int SET_BYTE_ORDER = 2;

    private static final byte VALIDATION = 1;
    private static final byte ECHO = 2;
    static final byte SEARCH = 3;
    static final byte SEARCH_RESPONSE = 4;
    private static final byte CREATE_CHANNEL = 7;
    private static final byte DESTROY_CHANNEL = 8;
    private static final byte VALIDATED = 9;
    private static final byte MONITOR = 13;
    private static final byte DESTROY_REQUEST = 15;

    private static final int INIT = 0x08;
    private static final int START = 0x44;
    private static final int LAST_UPDATE = 0x10;
    /** The structure with one member, an empty structure named field. */
    private static final byte[] REQUEST = {(byte) 0x80, 0, 1, 5, 'f', 'i', 'e', 'l', 'd', (byte) 0x80, 0, 0};
    private static final int RECEIVE_BUFFER = 64 << 10;
    private static final int ECHO_SIZE = 4;
    private static final byte[] NOTHING = {};

    private final PvaClient client;
    private final TypeReader types = new TypeReader();
    // dropped here but not yet there: their updates still describe types that later ones refer to
    private final Map<Integer, PvaPv> leaving = new HashMap<>();
    private ByteOrder order = ByteOrder.BIG_ENDIAN;
    private ByteBuffer segments = ByteBuffer.allocate(0);
    private boolean segmented;

    PvaConnection(PvaClient client, InetSocketAddress address) {
        super(client, address);
        this.client = client;
    }

    @Override
    protected void hello() {
        // the server speaks first
    }

    // framing

    @Override
    protected boolean take(ByteBuffer received) {
        if (received.remaining() < Wire.HEADER_SIZE) {
            return false;
        }
        int at = received.position();
        int flags = received.get(at + 2) & 0xFF;
        if (received.get(at) != Wire.MAGIC || (flags & FROM_SERVER) == 0) {
            throw new ProtocolException(String.format("no message of a pvAccess server: it begins with 0x%02X%02X%02X",
                received.get(at), received.get(at + 1), received.get(at + 2)));
        }
        int command = received.get(at + 3);
        ByteOrder messageOrder = (flags & BIG_ENDIAN) != 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        if ((flags & CONTROL) != 0) {
            received.position(at + Wire.HEADER_SIZE);
            if (command == SET_BYTE_ORDER) {
                order = messageOrder;
            }
            return true;
        }
        int size = received.order(messageOrder).getInt(at + 4);
        if (size < 0 || size > LARGEST_MESSAGE - Wire.HEADER_SIZE) {
            throw new ProtocolException("a message of " + Integer.toUnsignedString(size) + " bytes");
        }
        if (received.remaining() - Wire.HEADER_SIZE < size) {
            return false;
        }
        int end = at + Wire.HEADER_SIZE + size;
        int limit = received.limit();
        received.position(at + Wire.HEADER_SIZE).limit(end);
        if ((flags & MIDDLE_SEGMENT) == 0) {
            message(command, received);
        } else {
            segment(flags & MIDDLE_SEGMENT, command, received);
        }
        received.limit(limit).position(end);
        return true;
    }

    private void segment(int kind, int command, ByteBuffer payload) {
        if (kind == FIRST_SEGMENT) {
            segments.clear();
            segmented = true;
        } else if (!segmented) {
            throw new ProtocolException("a segment without a beginning");
        }
        if (segments.remaining() < payload.remaining()) {
            long needed = (long) segments.position() + payload.remaining();
            if (needed > LARGEST_MESSAGE) {
                throw new ProtocolException("a message of more than " + LARGEST_MESSAGE + " bytes");
            }
            int size = (int) Math.min(LARGEST_MESSAGE, Math.max(needed, segments.capacity() * 2L));
            segments = ByteBuffer.allocate(size).put(segments.flip());
        }
        segments.put(payload);
        if (kind == LAST_SEGMENT) {
            segmented = false;
            message(command, segments.flip().order(payload.order()));
            segments.clear();
        }
    }

    private void message(int command, ByteBuffer in) {
        switch (command) {
            case VALIDATION -> login(in);
            case VALIDATED -> validated(in);
            case CREATE_CHANNEL -> created(in);
            case DESTROY_CHANNEL -> destroyed(in);
            case MONITOR -> monitor(in);
            case SEARCH_RESPONSE -> client.searchResponse(in, address());
            default -> {
                // echoes, messages for people, access rights: hearing them is enough
            }
        }
    }

    // sending

    private ByteBuffer message(byte command, int size) {
        ByteBuffer out = room(Wire.HEADER_SIZE + size).order(order);
        return out.put(Wire.MAGIC).put(Wire.VERSION).put((byte) (order == ByteOrder.BIG_ENDIAN ? BIG_ENDIAN : 0)).put(command)
            .putInt(size);
    }

    @Override
    protected void askForLife() {
        message(ECHO, ECHO_SIZE).putInt(0);
    }

    // login

    private void login(ByteBuffer in) {
        Wire.skip(in, Integer.BYTES + Short.BYTES);
        int count = Wire.count(in, 1);
        boolean asUser = false;
        boolean anonymous = false;
        for (int i = 0; i < count; i++) {
            String method = Wire.text(in);
            asUser |= method.equals("ca");
            anonymous |= method.equals("anonymous");
        }
        byte[] method = asUser ? Wire.bytes("ca") : anonymous ? Wire.bytes("anonymous") : NOTHING;
        byte[] user = Wire.bytes(client.user());
        byte[] host = Wire.bytes(client.host(localHost()));
        byte[] userKey = Wire.bytes("user");
        byte[] hostKey = Wire.bytes("host");
        int identity = 3 + Wire.room(userKey) + 1 + Wire.room(hostKey) + 1 + Wire.room(user) + Wire.room(host);
        ByteBuffer out = message(VALIDATION, Integer.BYTES + 2 * Short.BYTES + Wire.room(method) + (asUser ? identity : 1));
        out.putInt(RECEIVE_BUFFER).putShort(Short.MAX_VALUE).putShort((short) 0);
        Wire.put(out, method);
        if (!asUser) {
            out.put((byte) 0xFF);
            return;
        }
        // a structure without a name, of two texts
        out.put((byte) 0x80).put((byte) 0).put((byte) 2);
        Wire.put(out, userKey);
        out.put((byte) 0x60);
        Wire.put(out, hostKey);
        out.put((byte) 0x60);
        Wire.put(out, user);
        Wire.put(out, host);
    }

    private void validated(ByteBuffer in) {
        String fault = Wire.fault(in);
        if (fault != null) {
            close(server() + " refuses the connection: " + fault);
        } else if (!ready()) {
            isReady();
        }
    }

    // channels and monitors

    @Override
    protected void create(FollowedPv pv) {
        byte[] name = Wire.bytes(pv.name());
        ByteBuffer out = message(CREATE_CHANNEL, Short.BYTES + Integer.BYTES + Wire.room(name));
        out.putShort((short) 1).putInt(pv.id());
        Wire.put(out, name);
    }

    private void created(ByteBuffer in) {
        int id = in.getInt();
        int serverId = in.getInt();
        String fault = Wire.fault(in);
        PvaPv pv = (PvaPv) pv(id);
        if (fault != null) {
            leaving.remove(id);
            if (pv != null) {
                lost(pv, server() + " refuses the channel: " + fault);
            }
        } else if (pv == null) {
            destroyChannel(serverId, id);
        } else {
            pv.serverId(serverId);
            message(MONITOR, 2 * Integer.BYTES + 1 + REQUEST.length).putInt(serverId).putInt(id).put((byte) INIT).put(REQUEST);
        }
    }

    @Override
    protected void destroy(FollowedPv pv) {
        PvaPv left = (PvaPv) pv;
        if (left.hasChannel()) {
            leaving.put(pv.id(), left);
            message(DESTROY_REQUEST, 2 * Integer.BYTES).putInt(left.serverId()).putInt(pv.id());
            destroyChannel(left.serverId(), pv.id());
        }
    }

    private void destroyChannel(int serverId, int id) {
        message(DESTROY_CHANNEL, 2 * Integer.BYTES).putInt(serverId).putInt(id);
    }

    private void destroyed(ByteBuffer in) {
        in.getInt();
        int id = in.getInt();
        leaving.remove(id);
        FollowedPv pv = pv(id);
        if (pv != null) {
            lost(pv, server() + " serves it no more");
        }
    }

    private void monitor(ByteBuffer in) {
        int id = in.getInt();
        int kind = in.get() & 0xFF;
        PvaPv pv = (PvaPv) pv(id);
        boolean wanted = pv != null;
        if (!wanted) {
            pv = leaving.get(id);
        }
        if ((kind & INIT) != 0) {
            begin(in, pv, wanted);
        } else if ((kind & LAST_UPDATE) != 0) {
            if (wanted) {
                destroyChannel(pv.serverId(), id);
                lost(pv, server() + " has ended its updates");
            }
        } else if (pv != null && pv.decoder() != null) {
            pv.decoder().update(in);
            if (wanted) {
                pv.updated(false);
            }
        }
    }

    private void begin(ByteBuffer in, PvaPv pv, boolean wanted) {
        String fault = Wire.fault(in);
        PvaType type = fault == null ? types.read(in) : null;
        if (pv == null) {
            return;
        }
        if (type != null) {
            pv.decoder(new NtDecoder(type, types, pv.value()));
        }
        if (!wanted) {
            return;
        }
        if (type == null) {
            destroyChannel(pv.serverId(), pv.id());
            lost(pv, server() + " gives no updates: " + (fault == null ? "it has no type" : fault));
            return;
        }
        message(MONITOR, 2 * Integer.BYTES + 1).putInt(pv.serverId()).putInt(pv.id()).put((byte) START);
    }

    // names

    /** Asks this server for names, as far as there is anything to ask. */
    void search(ByteBuffer payload) {
        message(SEARCH, payload.remaining()).put(payload);
    }

    ByteOrder order() {
        return order;
    }
}
