package org.modelioc.ioc.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.epics.pvaccess.client.Channel;
import org.epics.pvaccess.client.Channel.ConnectionState;
import org.epics.pvaccess.client.ChannelProvider;
import org.epics.pvaccess.client.ChannelPut;
import org.epics.pvaccess.client.ChannelPutRequester;
import org.epics.pvaccess.client.ChannelRequester;
import org.epics.pvdata.copy.CreateRequest;
import org.epics.pvdata.factory.PVDataFactory;
import org.epics.pvdata.misc.BitSet;
import org.epics.pvdata.monitor.Monitor;
import org.epics.pvdata.monitor.MonitorElement;
import org.epics.pvdata.monitor.MonitorRequester;
import org.epics.pvdata.pv.MessageType;
import org.epics.pvdata.pv.PVDouble;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.Status;
import org.epics.pvdata.pv.Structure;

/**
 * A PV to put and a PV that follows it, by the pvAccess client of epics-core: both operations are set up once, so that a
 * round trip is one put message and one monitor message.
 */
public final class RoundTrip implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 10;

    private final String name;
    private final CountDownLatch ready = new CountDownLatch(2);
    private final Object lock = new Object();
    private ChannelPut put;
    private PVStructure putStructure;
    private PVDouble putValue;
    private final BitSet putBits = new BitSet(2);
    private long updates;
    private boolean putDone;
    private String failure;
    private final Channel putChannel;
    private final Channel monitorChannel;

    /**
     * Connects.
     *
     * @param provider   the client
     * @param name       for messages
     * @param putPv      a PV that holds a double and takes puts
     * @param monitorPv  a PV that changes with it
     * @throws InterruptedException  if asked to end
     * @throws IllegalStateException if there is no such PV
     */
    public RoundTrip(ChannelProvider provider, String name, String putPv, String monitorPv) throws InterruptedException {
        this.name = name;
        putChannel = provider.createChannel(putPv, new Connector() {
            @Override
            void connected(Channel channel) {
                channel.createChannelPut(new Putter(), CreateRequest.create().createRequest("field(value)"));
            }
        }, ChannelProvider.PRIORITY_DEFAULT);
        monitorChannel = provider.createChannel(monitorPv, new Connector() {
            @Override
            void connected(Channel channel) {
                channel.createMonitor(new Watcher(), CreateRequest.create().createRequest("field(value)"));
            }
        }, ChannelProvider.PRIORITY_DEFAULT);
        if (!ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + ": no connection to " + putPv + " and " + monitorPv);
        }
    }

    /**
     * Puts a value and waits for the update that follows.
     *
     * @param value another one than the last
     * @return the nanoseconds between
     * @throws InterruptedException  if asked to end
     * @throws IllegalStateException if the put is refused, the PV goes away or no update comes
     */
    public long measure(double value) throws InterruptedException {
        long before;
        synchronized (lock) {
            before = updates;
            putDone = false;
        }
        putValue.put(value);
        long start = System.nanoTime();
        put.put(putStructure, putBits);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        long arrived = 0;
        synchronized (lock) {
            while (updates == before || !putDone) {
                if (failure != null || System.nanoTime() > end) {
                    throw new IllegalStateException(name + ": " + (failure == null ? "no update after a put" : failure));
                }
                lock.wait(100);
                if (arrived == 0 && updates != before) {
                    arrived = System.nanoTime();
                }
            }
        }
        return (arrived == 0 ? System.nanoTime() : arrived) - start;
    }

    @Override
    public void close() {
        putChannel.destroy();
        monitorChannel.destroy();
    }

    private void fail(String reason) {
        synchronized (lock) {
            failure = reason;
            lock.notifyAll();
        }
    }

    private abstract class Connector implements ChannelRequester {

        private boolean done;

        abstract void connected(Channel channel);

        @Override
        public void channelCreated(Status status, Channel channel) {
            if (!status.isSuccess()) {
                fail(status.getMessage());
            }
        }

        @Override
        public void channelStateChange(Channel channel, ConnectionState state) {
            if (state == ConnectionState.CONNECTED && !done) {
                done = true;
                connected(channel);
            }
        }

        @Override
        public String getRequesterName() {
            return name;
        }

        @Override
        public void message(String message, MessageType type) {
            System.err.println(message);
        }
    }

    private final class Putter extends Named implements ChannelPutRequester {

        @Override
        public void channelPutConnect(Status status, ChannelPut channelPut, Structure structure) {
            put = channelPut;
            putStructure = PVDataFactory.getPVDataCreate().createPVStructure(structure);
            putValue = putStructure.getSubField(PVDouble.class, "value");
            putBits.set(putValue.getFieldOffset());
            ready.countDown();
        }

        @Override
        public void putDone(Status status, ChannelPut channelPut) {
            if (!status.isSuccess()) {
                fail(status.getMessage());
            }
            synchronized (lock) {
                putDone = true;
                lock.notifyAll();
            }
        }

        @Override
        public void getDone(Status status, ChannelPut channelPut, PVStructure structure, BitSet bits) {
            throw new IllegalStateException("nothing was asked for");
        }
    }

    private final class Watcher extends Named implements MonitorRequester {

        @Override
        public void monitorConnect(Status status, Monitor monitor, Structure structure) {
            monitor.start();
            ready.countDown();
        }

        @Override
        public void monitorEvent(Monitor monitor) {
            for (MonitorElement element = monitor.poll(); element != null; element = monitor.poll()) {
                monitor.release(element);
                synchronized (lock) {
                    updates++;
                    lock.notifyAll();
                }
            }
        }

        @Override
        public void unlisten(Monitor monitor) {
            fail("the PV went away");
        }
    }

    private abstract class Named {

        public String getRequesterName() {
            return name;
        }

        public void message(String message, MessageType type) {
            System.err.println(message);
        }
    }
}
