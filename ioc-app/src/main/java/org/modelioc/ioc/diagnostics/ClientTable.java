package org.modelioc.ioc.diagnostics;

import java.net.InetSocketAddress;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.modelioc.ioc.access.Client;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.TablePv;
import org.modelioc.ioc.traffic.Backlog;
import org.modelioc.ioc.traffic.ClientTraffic;
import org.modelioc.ioc.traffic.ProtocolServer;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/**
 * The clients of a server as a table, the slowest first. It is made when somebody looks: for a get, and once a second while
 * somebody is subscribed.
 *
 * <p>A channel, a subscription and so on may come or go while a row is made; each number is right, though they are not all of
 * one instant.
 */
final class ClientTable {

    /** More than anybody reads; so the table is never so large that it would travel in pieces. */
    private static final int MOST_ROWS = 1_000;
    /** Two who read at the same time get the same; a subscriber gets a new one each second. */
    private static final long FRESH_NANOS = 500_000_000L;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Comparator<ClientTraffic> ORDER = Comparator.comparing(ClientTraffic::connected);

    private static final List<PvType.Table.Column> COLUMNS = List.of(
        new PvType.Table.Column("user", "User", ValueType.STRING),
        new PvType.Table.Column("host", "Host", ValueType.STRING),
        new PvType.Table.Column("peer", "Address", ValueType.STRING),
        new PvType.Table.Column("channels", "Channels", ValueType.INT),
        new PvType.Table.Column("subscriptions", "Subscriptions", ValueType.INT),
        new PvType.Table.Column("updates", "Updates", ValueType.LONG),
        new PvType.Table.Column("merged", "Merged", ValueType.LONG),
        new PvType.Table.Column("queued", "Waiting", ValueType.INT),
        new PvType.Table.Column("queued_bytes", "Waiting bytes", ValueType.LONG),
        new PvType.Table.Column("connected", "Connected since", ValueType.STRING));

    private final TablePv pv;
    private volatile ProtocolServer server;
    // guarded by the monitor of the PV
    private Object[] shown;
    private long filled;

    /** What is told of a client, at one time: the order of rows must not change while they are sorted. */
    private record Row(ClientTraffic client, long merged) {
    }

    ClientTable(String name) {
        pv = new TablePv(name, new PvType.Table(COLUMNS, MOST_ROWS),
            Metadata.builtIn("The clients that are connected, the slowest first", ""), List.of(), _ -> fill());
    }

    TablePv pv() {
        return pv;
    }

    void start(ProtocolServer of) {
        server = of;
    }

    /** To be called once a second: while nobody looks it does nothing. */
    void refresh() {
        if (pv.observed()) {
            synchronized (pv) {
                pv.refresh();
            }
        }
    }

    // the monitor of the PV is held
    private void fill() {
        long now = System.nanoTime();
        if (shown != null && now - filled < FRESH_NANOS) {
            return;
        }
        ProtocolServer of = server;
        List<Row> rows = of == null ? List.of() : of.clients().stream().map(client -> new Row(client, client.merged()))
            .sorted(Comparator.comparingLong(Row::merged).reversed().thenComparing(Row::client, ORDER)).limit(MOST_ROWS)
            .toList();
        Object[] columns = columns(rows);
        filled = now;
        if (!Arrays.deepEquals(columns, shown)) {
            shown = columns;
            pv.set(columns, Pv.now(), 0, Alarm.NONE);
        }
    }

    private static Object[] columns(List<Row> rows) {
        int count = rows.size();
        String[] user = new String[count];
        String[] host = new String[count];
        String[] peer = new String[count];
        int[] channels = new int[count];
        int[] subscriptions = new int[count];
        long[] updates = new long[count];
        long[] merged = new long[count];
        int[] queued = new int[count];
        long[] bytes = new long[count];
        String[] connected = new String[count];
        for (int row = 0; row < count; row++) {
            ClientTraffic client = rows.get(row).client;
            Client who = client.client();
            user[row] = who.user();
            host[row] = who.claimedHost();
            peer[row] = text(who.peer());
            channels[row] = client.channelCount();
            subscriptions[row] = client.subscriptions();
            updates[row] = client.updates();
            merged[row] = rows.get(row).merged;
            Backlog backlog = client.backlog();
            queued[row] = backlog.updates();
            bytes[row] = backlog.bytes();
            connected[row] = CLOCK.format(client.connected().atZone(ZoneId.systemDefault()));
        }
        return new Object[] {user, host, peer, channels, subscriptions, updates, merged, queued, bytes, connected};
    }

    private static String text(InetSocketAddress peer) {
        return peer == null ? "" : peer.getAddress().getHostAddress() + ':' + peer.getPort();
    }
}
