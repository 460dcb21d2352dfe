package org.modelioc.ioc.link;

import com.cosylab.epics.caj.cas.CAJServerContext;
import com.cosylab.epics.caj.cas.handlers.AbstractCASResponseHandler;
import com.cosylab.epics.caj.cas.util.DefaultServerImpl;
import com.cosylab.epics.caj.cas.util.MemoryProcessVariable;
import gov.aps.jca.CAException;
import gov.aps.jca.CAStatus;
import gov.aps.jca.Monitor;
import gov.aps.jca.cas.ProcessVariableReadCallback;
import gov.aps.jca.cas.ServerChannel;
import gov.aps.jca.configuration.DefaultConfiguration;
import gov.aps.jca.dbr.DBR;
import gov.aps.jca.dbr.DBRType;
import gov.aps.jca.dbr.STS;
import gov.aps.jca.dbr.Severity;
import gov.aps.jca.dbr.Status;
import gov.aps.jca.dbr.TimeStamp;
import java.lang.reflect.Array;

/** PVs of another program: the server of CAJ. */
final class CaSource implements AutoCloseable {

    static final double EPICS_SECONDS = 1_000_000_000.5;

    /** A PV with alarm and time stamp that a test sets. */
    static final class Pv extends MemoryProcessVariable {

        private volatile boolean forbidden;
        private Severity severity = Severity.NO_ALARM;
        private Status status = Status.NO_ALARM;

        Pv(String name, DBRType type, Object values, String units, String... labels) {
            super(name, null, type, values);
            setUnits(units);
            enumLabels = labels;
            timestamp = new TimeStamp(EPICS_SECONDS);
        }

        /** Nobody may read it. */
        Pv forbid() {
            forbidden = true;
            return this;
        }

        @Override
        public ServerChannel createChannel(int cid, int sid, String user, String host) throws CAException {
            return new ServerChannel(this, cid, sid, user, host) {
                @Override
                public boolean readAccess() {
                    return !forbidden;
                }
            };
        }

        @Override
        public synchronized CAStatus read(DBR into, ProcessVariableReadCallback callback) throws CAException {
            ((STS) into).setSeverity(severity);
            ((STS) into).setStatus(status);
            return super.read(into, callback);
        }

        /** Waits until somebody is told of what is set: the server sends a first value before it counts the subscription. */
        Pv awaitSubscribed() throws InterruptedException {
            Nets.await("a subscription to " + name, () -> {
                synchronized (this) {
                    return interest;
                }
            });
            return this;
        }

        /** Sets values without alarm. */
        void setQuietly(Object values) {
            try {
                set(values, Severity.NO_ALARM, Status.NO_ALARM, EPICS_SECONDS);
            } catch (CAException e) {
                throw new AssertionError(e);
            }
        }

        synchronized void set(Object values, Severity newSeverity, Status newStatus, double epicsSeconds) throws CAException {
            value = values;
            count = Array.getLength(values);
            severity = newSeverity;
            status = newStatus;
            timestamp = new TimeStamp(epicsSeconds);
            if (interest) {
                DBR update = AbstractCASResponseHandler.createDBRforReading(this);
                read(update, null);
                eventCallback.postEvent(Monitor.VALUE | Monitor.ALARM, update);
            }
        }
    }

    private final CAJServerContext context = new CAJServerContext();
    private final DefaultServerImpl server = new DefaultServerImpl();

    CaSource(int port) throws Exception {
        this(port, port);
    }

    CaSource(int udpPort, int tcpPort) throws Exception {
        DefaultConfiguration configuration = new DefaultConfiguration("server");
        configuration.setAttribute("beacon_addr_list", "127.0.0.1");
        configuration.setAttribute("auto_beacon_addr_list", "false");
        configuration.setAttribute("beacon_port", "" + Nets.freePort());
        configuration.setAttribute("server_port", "" + tcpPort);
        configuration.setAttribute("max_array_bytes", "1000000");
        context.configure(configuration);
        context.setUdpServerPort(udpPort);
        context.setTcpServerPort(tcpPort);
        context.initialize(server);
        Thread.ofPlatform().daemon().name("CA beacons of the test").start(() -> {
            try {
                context.run(0);
            } catch (CAException | IllegalStateException e) {
                // the server is closed
            }
        });
    }

    Pv add(Pv pv) {
        server.registerProcessVariable(pv);
        return pv;
    }

    @Override
    public void close() throws Exception {
        context.destroy();
    }
}
