package org.modelioc.ioc.pva.server;

import java.util.concurrent.atomic.AtomicBoolean;
import org.epics.pvaccess.client.AccessRights;
import org.epics.pvaccess.client.Channel;
import org.epics.pvaccess.client.ChannelArray;
import org.epics.pvaccess.client.ChannelArrayRequester;
import org.epics.pvaccess.client.ChannelGet;
import org.epics.pvaccess.client.ChannelGetRequester;
import org.epics.pvaccess.client.ChannelProcess;
import org.epics.pvaccess.client.ChannelProcessRequester;
import org.epics.pvaccess.client.ChannelProvider;
import org.epics.pvaccess.client.ChannelPut;
import org.epics.pvaccess.client.ChannelPutGet;
import org.epics.pvaccess.client.ChannelPutGetRequester;
import org.epics.pvaccess.client.ChannelPutRequester;
import org.epics.pvaccess.client.ChannelRPC;
import org.epics.pvaccess.client.ChannelRPCRequester;
import org.epics.pvaccess.client.ChannelRequester;
import org.epics.pvaccess.client.GetFieldRequester;
import org.epics.pvdata.factory.ConvertFactory;
import org.epics.pvdata.factory.PVDataFactory;
import org.epics.pvdata.misc.BitSet;
import org.epics.pvdata.monitor.Monitor;
import org.epics.pvdata.monitor.MonitorRequester;
import org.epics.pvdata.pv.MessageType;
import org.epics.pvdata.pv.PVField;
import org.epics.pvdata.pv.PVStructure;

/** A channel of the tests: get, put of the whole structure, monitor, and an RPC that returns its argument. */
final class TestChannel implements Channel {

    private final TestProvider provider;
    private final TestPv pv;
    private final ChannelRequester requester;
    private final AtomicBoolean destroyed = new AtomicBoolean();
    private volatile AccessRights rights = AccessRights.readWrite;

    TestChannel(TestProvider provider, TestPv pv, ChannelRequester requester) {
        this.provider = provider;
        this.pv = pv;
        this.requester = requester;
    }

    /** Changes what the client may do, and says so. */
    void change(AccessRights now) {
        rights = now;
        ((RightsListener) requester).accessRightsChanged();
    }

    private abstract class Operation implements ChannelGet, ChannelPut, ChannelRPC {

        @Override
        public Channel getChannel() {
            return TestChannel.this;
        }

        @Override
        public void get() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void put(PVStructure structure, BitSet changed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void request(PVStructure argument) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void cancel() {
            // done at once
        }

        @Override
        public void lastRequest() {
            // the server destroys it
        }

        @Override
        public void lock() {
            // one at a time
        }

        @Override
        public void unlock() {
            // one at a time
        }

        @Override
        public void destroy() {
            // holds nothing
        }
    }

    private PVStructure copy() {
        PVStructure copy = PVDataFactory.getPVDataCreate().createPVStructure(pv.value.getStructure());
        synchronized (pv) {
            ConvertFactory.getConvert().copy(pv.value, copy);
        }
        return copy;
    }

    private static BitSet all() {
        BitSet all = new BitSet(1);
        all.set(0);
        return all;
    }

    @Override
    public ChannelGet createChannelGet(ChannelGetRequester get, PVStructure request) {
        Operation operation = new Operation() {
            @Override
            public void get() {
                get.getDone(TestProvider.OK, this, copy(), all());
            }
        };
        get.channelGetConnect(TestProvider.OK, operation, pv.value.getStructure());
        return operation;
    }

    @Override
    public ChannelPut createChannelPut(ChannelPutRequester put, PVStructure request) {
        Operation operation = new Operation() {
            @Override
            public void get() {
                put.getDone(TestProvider.OK, this, copy(), all());
            }

            @Override
            public void put(PVStructure sent, BitSet changed) {
                pv.change(value -> ConvertFactory.getConvert().copy(sent, value));
                pv.onPut.run();
                put.putDone(TestProvider.OK, this);
            }
        };
        put.channelPutConnect(TestProvider.OK, operation, pv.value.getStructure());
        return operation;
    }

    @Override
    public ChannelRPC createChannelRPC(ChannelRPCRequester rpc, PVStructure request) {
        Operation operation = new Operation() {
            @Override
            public void request(PVStructure argument) {
                rpc.requestDone(TestProvider.OK, this, argument);
            }
        };
        rpc.channelRPCConnect(TestProvider.OK, operation);
        return operation;
    }

    @Override
    public Monitor createMonitor(MonitorRequester monitor, PVStructure request) {
        if (request != null && request.getSubField("refuse") != null) {
            monitor.monitorConnect(TestProvider.error("refused, as asked"), null, null);
            return null;
        }
        TestMonitor created = new TestMonitor(provider, pv, monitor);
        monitor.monitorConnect(TestProvider.OK, created, pv.value.getStructure());
        return created;
    }

    @Override
    public ChannelPutGet createChannelPutGet(ChannelPutGetRequester putGet, PVStructure request) {
        putGet.channelPutGetConnect(TestProvider.error("no putGet"), null, null, null);
        return null;
    }

    @Override
    public ChannelProcess createChannelProcess(ChannelProcessRequester process, PVStructure request) {
        process.channelProcessConnect(TestProvider.error("no process"), null);
        return null;
    }

    @Override
    public ChannelArray createChannelArray(ChannelArrayRequester array, PVStructure request) {
        array.channelArrayConnect(TestProvider.error("no array"), null, null);
        return null;
    }

    @Override
    public void getField(GetFieldRequester getField, String name) {
        getField.getDone(TestProvider.OK, pv.value.getStructure());
    }

    @Override
    public AccessRights getAccessRights(PVField field) {
        return rights;
    }

    @Override
    public ChannelProvider getProvider() {
        return provider;
    }

    @Override
    public String getRemoteAddress() {
        return "local";
    }

    @Override
    public ConnectionState getConnectionState() {
        return ConnectionState.CONNECTED;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public String getChannelName() {
        return pv.name;
    }

    @Override
    public ChannelRequester getChannelRequester() {
        return requester;
    }

    @Override
    public String getRequesterName() {
        return pv.name;
    }

    @Override
    public void message(String message, MessageType type) {
        // nobody to tell
    }

    @Override
    public void destroy() {
        if (destroyed.compareAndSet(false, true)) {
            provider.channels.decrementAndGet();
        } else {
            provider.destroyedTwice.incrementAndGet();
        }
    }
}
