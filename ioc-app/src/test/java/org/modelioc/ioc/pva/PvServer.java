package org.modelioc.ioc.pva;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import org.modelioc.ioc.access.AccessGate;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.ioc.pva.server.PvaServer;
import org.modelioc.ioc.pva.server.PvaServerException;
import org.modelioc.ioc.pva.server.PvaSettings;
import org.modelioc.schema.service.ServerDefinition;

/** A pvAccess server of some PVs on the loopback interface, on ports of its own. */
final class PvServer implements AutoCloseable {

    private static final ServerDefinition LIMITS = new ServerDefinition(100, Duration.ofSeconds(60), 50_000, 256L << 20);

    final PvDatabase database = new PvDatabase();
    private PvaServer server;

    PvServer(Pv... pvs) throws PvaServerException {
        for (Pv pv : pvs) {
            database.add(pv);
        }
        AccessGate gate = AccessGate.unrestricted(new StringPv("MESSAGE", Metadata.builtIn("", "")));
        for (int tries = 0; server == null; tries++) {
            // below the ports that the system hands out by itself
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            PvaProvider provider = new PvaProvider(database, gate);
            PvaServer made = new PvaServer(PvaSettings.fromEnvironment(Map.of(
                "EPICS_PVAS_INTF_ADDR_LIST", "127.0.0.1", "EPICS_PVAS_SERVER_PORT", "" + port,
                "EPICS_PVAS_BROADCAST_PORT", "" + (port - 1), "EPICS_PVAS_AUTO_BEACON_ADDR_LIST", "NO"), new Properties()),
                LIMITS, provider, provider::has, true);
            try {
                made.start();
                server = made;
            } catch (PvaServerException e) {
                if (tries == 5) {
                    throw e;
                }
            }
        }
    }

    PvaServer server() {
        return server;
    }

    int tcpPort() {
        return server.tcpPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
