package org.modelioc.ioc.pva.server;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.epics.pvaccess.client.Channel;
import org.epics.pvaccess.client.ChannelFind;
import org.epics.pvaccess.client.ChannelFindRequester;
import org.epics.pvaccess.client.ChannelListRequester;
import org.epics.pvaccess.client.ChannelProvider;
import org.epics.pvaccess.client.ChannelRequester;
import org.epics.pvdata.factory.FieldFactory;
import org.epics.pvdata.factory.PVDataFactory;
import org.epics.pvdata.factory.StatusFactory;
import org.epics.pvdata.pv.FieldBuilder;
import org.epics.pvdata.pv.FieldCreate;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.ScalarType;
import org.epics.pvdata.pv.Status;
import org.epics.pvdata.pv.Status.StatusType;
import org.epics.pvdata.pv.Structure;
import org.modelioc.ioc.access.Client;

/** A handful of PVs for the tests of the server, and counts of what it should have destroyed. */
final class TestProvider implements ChannelProvider {

    static final Status OK = StatusFactory.getStatusCreate().getStatusOK();

    final AtomicInteger channels = new AtomicInteger();
    final AtomicInteger monitors = new AtomicInteger();
    final AtomicInteger destroyedTwice = new AtomicInteger();
    final List<Client> clients = new CopyOnWriteArrayList<>();
    volatile TestChannel lastChannel;
    private final Map<String, TestPv> pvs = new ConcurrentHashMap<>();

    TestProvider() {
        FieldCreate create = FieldFactory.getFieldCreate();
        add("scalar", nt(create, "NTScalar").add("value", ScalarType.pvDouble).createStructure());
        add("text", nt(create, "NTScalar").add("value", ScalarType.pvString)
            .addNestedStructure("display").add("units", ScalarType.pvString).endNested().createStructure());
        add("wave", nt(create, "NTScalarArray").addArray("value", ScalarType.pvDouble).createStructure());
        add("any", create.createFieldBuilder().add("value", create.createVariantUnion()).createStructure());
        add("enum", nt(create, "NTEnum").addNestedStructure("value").add("index", ScalarType.pvInt)
            .addArray("choices", ScalarType.pvString).endNested().createStructure());
    }

    private static FieldBuilder nt(FieldCreate create, String type) {
        return create.createFieldBuilder().setId("epics:nt/" + type + ":1.0");
    }

    static Status error(String message) {
        return StatusFactory.getStatusCreate().createStatus(StatusType.ERROR, message, null);
    }

    TestPv add(String name, Structure type) {
        PVStructure value = PVDataFactory.getPVDataCreate().createPVStructure(type);
        TestPv pv = new TestPv(name, value);
        pvs.put(name, pv);
        return pv;
    }

    TestPv pv(String name) {
        return pvs.get(name);
    }

    boolean has(String name) {
        return pvs.containsKey(name);
    }

    private final ChannelFind find = new ChannelFind() {
        @Override
        public ChannelProvider getChannelProvider() {
            return TestProvider.this;
        }

        @Override
        public void cancel() {
            // answered at once
        }
    };

    @Override
    public Channel createChannel(String name, ChannelRequester requester, short priority) {
        clients.add(ClientIdentity.current());
        TestPv pv = pvs.get(name);
        if (pv == null) {
            requester.channelCreated(error("kein PV „" + name + "“"), null);
            return null;
        }
        channels.incrementAndGet();
        TestChannel channel = new TestChannel(this, pv, requester);
        lastChannel = channel;
        requester.channelCreated(OK, channel);
        return channel;
    }

    @Override
    public Channel createChannel(String name, ChannelRequester requester, short priority, String address) {
        return createChannel(name, requester, priority);
    }

    @Override
    public ChannelFind channelFind(String name, ChannelFindRequester requester) {
        requester.channelFindResult(OK, find, has(name));
        return find;
    }

    @Override
    public ChannelFind channelList(ChannelListRequester requester) {
        Set<String> names = new TreeSet<>(pvs.keySet());
        requester.channelListResult(OK, find, names, false);
        return find;
    }

    @Override
    public String getProviderName() {
        return "test";
    }

    @Override
    public void destroy() {
        // nothing to end
    }
}
