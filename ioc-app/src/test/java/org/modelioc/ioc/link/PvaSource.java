package org.modelioc.ioc.link;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import org.epics.pva.PVASettings;
import org.epics.pva.data.PVAData;
import org.epics.pva.data.PVADouble;
import org.epics.pva.data.PVAInt;
import org.epics.pva.data.PVALong;
import org.epics.pva.data.PVAString;
import org.epics.pva.data.PVAStructure;
import org.epics.pva.server.PVAServer;
import org.epics.pva.server.ServerPV;

/** PVs of another program: core-pva's server, on the loopback interface. */
final class PvaSource implements AutoCloseable {

    private final PVAServer server;
    private final Map<String, ServerPV> pvs = new HashMap<>();

    PvaSource(int udpPort, int tcpPort) throws Exception {
        PVASettings.logger.setLevel(Level.WARNING);
        PVASettings.EPICS_PVAS_INTF_ADDR_LIST = "127.0.0.1";
        PVASettings.EPICS_PVAS_BROADCAST_PORT = udpPort;
        PVASettings.EPICS_PVA_SERVER_PORT = tcpPort;
        PVASettings.EPICS_PVA_SEND_BUFFER_SIZE = 1 << 20;
        PVASettings.EPICS_PVA_ENABLE_IPV6 = false;
        server = new PVAServer();
    }

    int tcpPort() {
        return server.getTCPAddress(false).getPort();
    }

    /** A PV with everything that a link wants to know. */
    static PVAStructure scalar(PVAData value, String units) {
        return new PVAStructure("", "epics:nt/NTScalar:1.0", value,
            new PVAStructure("alarm", "alarm_t", new PVAInt("severity", 0), new PVAInt("status", 0),
                new PVAString("message", "")),
            new PVAStructure("timeStamp", "time_t", new PVALong("secondsPastEpoch", false, 1_700_000_000L),
                new PVAInt("nanoseconds", 123_456_789), new PVAInt("userTag", 7)),
            new PVAStructure("display", "", new PVADouble("limitLow", 0), new PVADouble("limitHigh", 10),
                new PVAString("description", "a test"), new PVAString("units", units)));
    }

    static void alarm(PVAStructure data, int severity, int status, String message) throws Exception {
        PVAStructure alarm = data.get("alarm");
        ((PVAInt) alarm.get("severity")).set(severity);
        ((PVAInt) alarm.get("status")).set(status);
        ((PVAString) alarm.get("message")).set(message);
    }

    static void stamp(PVAStructure data, Instant time, int tag) throws Exception {
        PVAStructure stamp = data.get("timeStamp");
        ((PVALong) stamp.get("secondsPastEpoch")).set(time.getEpochSecond());
        ((PVAInt) stamp.get("nanoseconds")).set(time.getNano());
        ((PVAInt) stamp.get("userTag")).set(tag);
    }

    void add(String name, PVAStructure data) {
        pvs.put(name, server.createPV(name, data));
    }

    /**
     * Serves new data. core-pva sends a client its first value before it lists the client among those that want the next one:
     * an update in between would be lost, so this waits for the client to be listed.
     */
    void update(String name, PVAStructure data) {
        try {
            Nets.await("a subscription to " + name, pvs.get(name)::isSubscribed);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        post(name, data);
    }

    /** Serves new data, whether anybody listens or not. */
    void post(String name, PVAStructure data) {
        try {
            pvs.get(name).update(data);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void remove(String name) {
        pvs.remove(name).close();
    }

    @Override
    public void close() {
        server.close();
    }
}
