package org.modelioc.ioc.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.access.AccessGate;
import org.modelioc.ioc.diagnostics.BuiltInPvs;
import org.modelioc.ioc.link.source.LinkedValue;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.Setpoint;
import org.modelioc.ioc.pva.PvaProvider;
import org.modelioc.ioc.pva.server.PvaServer;
import org.modelioc.ioc.pva.server.PvaSettings;
import org.modelioc.schema.service.LatencyDefinition;
import org.modelioc.schema.service.ServerDefinition;

/** Links to PVs of this same IOC. */
class OwnServerTest {

    private static final Setpoint NOTHING = new Setpoint() {
        @Override
        public void stored(Pv pv) {
            // nothing follows
        }

        @Override
        public void process() {
            // nothing to do
        }

        @Override
        public CompletableFuture<Void> processAndWait() {
            return CompletableFuture.completedFuture(null);
        }
    };

    private final int udpPort = Nets.freePort();
    private final DoublePv first = new DoublePv("OWN:FIRST", Metadata.builtIn("followed", "A"), NOTHING);
    private final DoublePv second = new DoublePv("OWN:SECOND", Metadata.builtIn("follows", "A"), NOTHING);
    private PvaServer server;
    private Links links;

    @BeforeEach
    void start() throws Exception {
        PvDatabase database = new PvDatabase();
        database.add(first);
        database.add(second);
        BuiltInPvs builtIn = new BuiltInPvs("OWN:", List.of(), LatencyDefinition.DEFAULT, database);
        first.put(1);
        second.put(0);
        Map<String, String> environment = Map.of("EPICS_PVAS_INTF_ADDR_LIST", "127.0.0.1",
            "EPICS_PVAS_SERVER_PORT", "" + Nets.freePort(), "EPICS_PVAS_BROADCAST_PORT", "" + udpPort,
            "EPICS_PVAS_AUTO_BEACON_ADDR_LIST", "NO");
        server = new PvaServer(PvaSettings.fromEnvironment(environment, new Properties()),
            new ServerDefinition(100, Duration.ofSeconds(60), 50_000, 8L << 20),
            new PvaProvider(database, AccessGate.unrestricted(builtIn.message())), name -> database.get(name) != null, false);
        server.start();
        links = Nets.links(udpPort, Nets.freePort(), Map.of());
    }

    @AfterEach
    void end() {
        links.close();
        server.close();
    }

    @Test
    void followsAPvOfThisIoc() throws Exception {
        LinkRecorder seen = new LinkRecorder();
        links.follow(Nets.pva("OWN:FIRST"), seen);
        Nets.await("the value", () -> seen.has(1));
        assertThat(seen.sources.getFirst().units()).isEqualTo("A");
        assertThat(seen.last.stamp()).isEqualTo(first.stamp());
        first.put(2);
        Nets.await("the update", () -> seen.has(2));
    }

    @Test
    void aRingOfPvsGoesRoundWithoutGettingStuck() throws Exception {
        // each update of one puts to the other, on the thread of the links and under the monitors of the PVs
        links.follow(Nets.pva("OWN:FIRST"), forwardTo(second, 0));
        links.follow(Nets.pva("OWN:SECOND"), forwardTo(first, 1));
        Nets.await("many rounds", () -> {
            synchronized (first) {
                return first.value() > 200;
            }
        });
    }

    private static LinkListener forwardTo(DoublePv pv, double plus) {
        return new LinkListener() {
            @Override
            public void received(LinkedValue value) {
                try {
                    pv.put(value.number() + plus);
                } catch (PutRejectedException e) {
                    throw new AssertionError(e);
                }
            }

            @Override
            public void stale(long since) {
                // no limit
            }

            @Override
            public void disconnected(long since, String why) {
                // at first
            }
        };
    }
}
