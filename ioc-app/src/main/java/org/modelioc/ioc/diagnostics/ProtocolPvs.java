package org.modelioc.ioc.diagnostics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.ioc.traffic.Backlog;
import org.modelioc.ioc.traffic.ClientTraffic;
import org.modelioc.ioc.traffic.ProtocolServer;
import org.modelioc.ioc.traffic.Traffic;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.pv.DisplayForm;
import org.modelioc.schema.pv.Range;

/**
 * The PVs about the server of one protocol and its clients. Belongs to the thread that refreshes them, once a second.
 *
 * <p>A client is slow while updates are merged because it does not read them fast enough, and for {@value #SLOW_SECONDS} s
 * after the last.
 */
final class ProtocolPvs {

    private static final double NANOS = 1e9;
    private static final int SLOW_SECONDS = 10;
    private static final long SLOW_NANOS = SLOW_SECONDS * 1_000_000_000L;
    /** As many as an operator reads; the table has them all. */
    private static final int MOST_NAMED = 5;

    private final String prefix;
    private final PvDatabase database;
    private final List<Count> counts = new ArrayList<>();
    private final List<Rate> rates = new ArrayList<>();
    private final LongPv slow;
    private final StringPv slowClients;
    private final StringPv givenUp;
    private final ClientTable table;
    private final Map<ClientTraffic, Merged> merged = new HashMap<>();
    private ProtocolServer server;
    private long last;
    private Traffic before;

    private record Count(LongPv pv, ToLongFunction<Traffic> of) {
    }

    private record Rate(DoublePv pv, ToLongFunction<Traffic> of) {
    }

    /** How many updates were merged for a client when it was last looked at, and when the last of them was noticed. */
    private record Merged(long count, long at) {
    }

    /**
     * Makes the PVs.
     *
     * @param prefix   of the IOC, with that of the protocol
     * @param database receives them
     */
    ProtocolPvs(String prefix, PvDatabase database) {
        this.prefix = prefix;
        this.database = database;
        count(BuiltInNames.SERVER_CLIENTS, "Clients connected", Traffic::clients);
        count(BuiltInNames.SERVER_CHANNELS, "Channels of all clients", Traffic::channels);
        count(BuiltInNames.SERVER_SUBSCRIPTIONS, "Subscriptions of all clients", Traffic::subscriptions);
        rate(BuiltInNames.SERVER_BYTES_IN, "Bytes received a second", "byte/s", Traffic::bytesIn);
        rate(BuiltInNames.SERVER_BYTES_OUT, "Bytes sent a second", "byte/s", Traffic::bytesOut);
        rate(BuiltInNames.SERVER_UPDATES_IN, "Puts received a second", "1/s", Traffic::updatesIn);
        rate(BuiltInNames.SERVER_UPDATES_OUT, "Updates of subscriptions sent a second", "1/s", Traffic::updatesOut);
        rate(BuiltInNames.SERVER_SEARCHES, "Search messages a second", "1/s", Traffic::searches);
        count(BuiltInNames.SERVER_MERGED, "Updates merged with a later one because a client was slow", Traffic::merged);
        count(BuiltInNames.SERVER_DROPPED, "Updates that waited for a client when it left or was given up", Traffic::dropped);
        slow = database.add(new LongPv(prefix + BuiltInNames.SERVER_SLOW,
            Metadata.builtIn("Clients for which updates were merged in the last " + SLOW_SECONDS + " s", "")));
        slowClients = database.add(new StringPv(prefix + BuiltInNames.SERVER_SLOW_CLIENTS,
            Metadata.builtIn("Which these are, empty if none", "")));
        count(BuiltInNames.SERVER_REFUSED, "Clients not taken because there were too many", Traffic::refused);
        count(BuiltInNames.SERVER_GIVEN_UP, "Clients given up, for whatever reason",
            traffic -> traffic.slow() + traffic.silent() + traffic.invalid());
        count(BuiltInNames.SERVER_GIVEN_UP + ":SLOW", "Clients given up because they did not read", Traffic::slow);
        count(BuiltInNames.SERVER_GIVEN_UP + ":SILENT", "Clients given up because they were silent", Traffic::silent);
        count(BuiltInNames.SERVER_GIVEN_UP + ":INVALID", "Clients given up because of what they sent", Traffic::invalid);
        givenUp = database.add(new StringPv(prefix + BuiltInNames.SERVER_GIVEN_UP + ":MESSAGE",
            Metadata.builtIn("The client given up last, and why; empty if none was", "")));
        table = new ClientTable(prefix + BuiltInNames.SERVER_TABLE);
        database.add(table.pv());
    }

    private void count(String name, String description, ToLongFunction<Traffic> of) {
        counts.add(new Count(database.add(new LongPv(prefix + name, Metadata.builtIn(description, ""))), of));
    }

    private void rate(String name, String description, String units, ToLongFunction<Traffic> of) {
        rates.add(new Rate(database.add(new DoublePv(prefix + name, new Metadata(description, units, 1, DisplayForm.DEFAULT,
            Range.NONE, Range.NONE, 0, AlarmLimits.NONE), null)), of));
    }

    /** The server is there; before, nothing is refreshed. */
    void start(ProtocolServer of) {
        table.start(of);
        server = of;
    }

    /**
     * Brings all up to date.
     *
     * @param now {@link System#nanoTime}
     */
    void refresh(long now) {
        if (server == null) {
            return;
        }
        Traffic traffic = server.traffic();
        double seconds = (now - last) / NANOS;
        for (Rate rate : rates) {
            rate.pv.set(before == null || seconds <= 0 ? 0
                : (rate.of.applyAsLong(traffic) - rate.of.applyAsLong(before)) / seconds);
        }
        before = traffic;
        last = now;
        for (Count count : counts) {
            count.pv.set(count.of.applyAsLong(traffic));
        }
        show(givenUp, traffic.givenUp());
        refreshSlow(now);
        table.refresh();
    }

    private static void show(StringPv pv, String text) {
        if (!text.equals(pv.value()) || pv.alarm() != Alarm.NONE) {
            pv.set(text, Alarm.NONE);
        }
    }

    private void refreshSlow(long now) {
        List<ClientTraffic> found = new ArrayList<>();
        Map<ClientTraffic, Merged> present = new HashMap<>();
        for (ClientTraffic client : server.clients()) {
            long count = client.merged();
            if (count > 0) {
                Merged known = merged.get(client);
                Merged state = known != null && known.count == count ? known : new Merged(count, now);
                present.put(client, state);
                if (now - state.at < SLOW_NANOS) {
                    found.add(client);
                }
            }
        }
        merged.clear();
        merged.putAll(present);
        slow.set(found.size());
        show(slowClients, text(found));
    }

    private static String text(List<ClientTraffic> clients) {
        String named = clients.stream().sorted(Comparator.comparingLong(ClientTraffic::merged).reversed()).limit(MOST_NAMED)
            .map(ProtocolPvs::text).collect(Collectors.joining("; "));
        int more = clients.size() - MOST_NAMED;
        return more > 0 ? named + "; and " + more + " more" : named;
    }

    private static String text(ClientTraffic client) {
        Backlog backlog = client.backlog();
        return client.client() + ": " + client.merged() + " merged, " + backlog.updates() + " waiting";
    }
}
