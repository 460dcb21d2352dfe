package org.modelioc.ioc.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.access.Client;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.ioc.pv.TablePv;
import org.modelioc.ioc.traffic.Backlog;
import org.modelioc.ioc.traffic.ClientTraffic;
import org.modelioc.ioc.traffic.ProtocolServer;
import org.modelioc.ioc.traffic.Traffic;

class ProtocolPvsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final int NAME = 0;
    private static final int PEER = 2;
    private static final int MERGED = 6;
    private static final int QUEUED_BYTES = 8;

    private final PvDatabase database = new PvDatabase();
    private final ProtocolPvs pvs = new ProtocolPvs("T:X:", database);
    private final Server server = new Server();

    /** A client that does what the test says. */
    private static final class One implements ClientTraffic {

        private final Client client;
        private final Instant connected;
        private long merged;
        private int looks;

        One(String user, int port) {
            client = new Client("ca", user, "ws3", new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            connected = Instant.ofEpochSecond(1_700_000_000L + port);
        }

        @Override
        public Client client() {
            return client;
        }

        @Override
        public Instant connected() {
            return connected;
        }

        @Override
        public int channelCount() {
            return 3;
        }

        @Override
        public int subscriptions() {
            return 2;
        }

        @Override
        public long updates() {
            return 99;
        }

        @Override
        public long merged() {
            return merged;
        }

        @Override
        public Backlog backlog() {
            looks++;
            return new Backlog(4, 32);
        }
    }

    /** A server of a protocol that does not exist. */
    private static final class Server implements ProtocolServer {

        private final List<One> clients = new ArrayList<>();
        private Traffic traffic = traffic(0, 0, "");

        static Traffic traffic(long bytes, long updates, String givenUp) {
            return new Traffic(1, 3, 2, bytes, 2 * bytes, updates, 10 * updates, 7, 5, updates, 1, 2, 3, 4, givenUp);
        }

        @Override
        public Traffic traffic() {
            return traffic;
        }

        @Override
        public Collection<? extends ClientTraffic> clients() {
            return clients;
        }
    }

    private double rate(String name) {
        return ((DoublePv) database.get("T:X:" + name)).value();
    }

    private long count(String name) {
        return ((LongPv) database.get("T:X:" + name)).value();
    }

    private String text(String name) {
        return ((StringPv) database.get("T:X:" + name)).value();
    }

    private Object column(int index) {
        TablePv table = (TablePv) database.get("T:X:TABLE");
        synchronized (table) {
            table.refresh();
            return table.column(index).array();
        }
    }

    @Test
    void countsAreShownAndRatesAreThoseOfTheTimeSinceTheLastLook() {
        pvs.start(server);
        server.traffic = Server.traffic(1_000, 100, "");
        pvs.refresh(SECOND);
        assertThat(rate("BYTES-IN")).as("nothing to compare with").isZero();

        server.traffic = Server.traffic(5_000, 120, "eve@ws9 (10.0.0.9:40112): it has not read for 60 s");
        pvs.refresh(3 * SECOND);

        assertThat(rate("BYTES-IN")).isEqualTo(2_000);
        assertThat(rate("BYTES-OUT")).isEqualTo(4_000);
        assertThat(rate("UPDATES-IN")).isEqualTo(10);
        assertThat(rate("UPDATES-OUT")).isEqualTo(100);
        assertThat(rate("SEARCHES")).isEqualTo(10);
        assertThat(count("CLIENTS")).isEqualTo(1);
        assertThat(count("CHANNELS")).isEqualTo(3);
        assertThat(count("SUBSCRIPTIONS")).isEqualTo(2);
        assertThat(count("MERGED")).isEqualTo(7);
        assertThat(count("DROPPED")).isEqualTo(5);
        assertThat(count("REFUSED")).isEqualTo(1);
        assertThat(count("GIVEN-UP")).isEqualTo(9);
        assertThat(count("GIVEN-UP:SLOW")).isEqualTo(2);
        assertThat(count("GIVEN-UP:SILENT")).isEqualTo(3);
        assertThat(count("GIVEN-UP:INVALID")).isEqualTo(4);
        assertThat(text("GIVEN-UP:MESSAGE")).startsWith("eve@ws9");
        assertThat(database.all()).filteredOn(pv -> !(pv instanceof TablePv))
            .allSatisfy(pv -> assertThat(pv.alarm()).as(pv.name()).isEqualTo(Alarm.NONE));
    }

    @Test
    void aClientIsSlowWhileUpdatesAreMergedForItAndTenSecondsMore() {
        pvs.start(server);
        One alice = new One("alice", 1);
        One bob = new One("bob", 2);
        server.clients.addAll(List.of(alice, bob));
        pvs.refresh(SECOND);
        assertThat(text("SLOW-CLIENTS")).isEmpty();

        alice.merged = 3;
        pvs.refresh(2 * SECOND);
        assertThat(count("SLOW")).isEqualTo(1);
        assertThat(text("SLOW-CLIENTS")).isEqualTo("alice@ws3 (127.0.0.1:1): 3 merged, 4 waiting");

        bob.merged = 8;
        pvs.refresh(11 * SECOND);
        assertThat(text("SLOW-CLIENTS")).isEqualTo(
            "bob@ws3 (127.0.0.1:2): 8 merged, 4 waiting; alice@ws3 (127.0.0.1:1): 3 merged, 4 waiting");

        pvs.refresh(12 * SECOND);
        assertThat(text("SLOW-CLIENTS")).startsWith("bob").doesNotContain("alice");

        server.clients.clear();
        pvs.refresh(13 * SECOND);
        assertThat(count("SLOW")).isZero();
        assertThat(text("SLOW-CLIENTS")).isEmpty();
    }

    @Test
    void ofManySlowClientsTheSlowestAreNamed() {
        pvs.start(server);
        for (int i = 1; i <= 8; i++) {
            One client = new One("user" + i, i);
            client.merged = i;
            server.clients.add(client);
        }
        pvs.refresh(SECOND);
        assertThat(count("SLOW")).isEqualTo(8);
        assertThat(text("SLOW-CLIENTS")).startsWith("user8@ws3").contains("user4@ws3").doesNotContain("user3@ws3")
            .endsWith("; and 3 more");
    }

    @Test
    void theTableHasARowAClientTheSlowestFirst() throws InterruptedException {
        pvs.start(server);
        One alice = new One("alice", 1);
        One bob = new One("bob", 2);
        bob.merged = 6;
        server.clients.addAll(List.of(alice, bob));

        assertThat((String[]) column(NAME)).containsExactly("bob", "alice");
        assertThat((String[]) column(PEER)).containsExactly("127.0.0.1:2", "127.0.0.1:1");
        assertThat((long[]) column(MERGED)).containsExactly(6, 0);
        assertThat((long[]) column(QUEUED_BYTES)).containsExactly(32, 32);

        server.clients.remove(bob);
        long end = System.nanoTime() + 30 * SECOND;
        while (((String[]) column(NAME)).length != 1 && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat((String[]) column(NAME)).containsExactly("alice");
    }

    @Test
    void whileNobodyLooksNoTableIsMade() {
        pvs.start(server);
        One alice = new One("alice", 1);
        server.clients.add(alice);
        pvs.refresh(SECOND);
        pvs.refresh(2 * SECOND);
        assertThat(alice.looks).isZero();

        List<String> posts = new ArrayList<>();
        database.get("T:X:TABLE").subscribe((pv, _) -> posts.add(pv.name()));
        pvs.refresh(3 * SECOND);
        assertThat(alice.looks).isEqualTo(1);
        assertThat(posts).containsExactly("T:X:TABLE");
    }
}
