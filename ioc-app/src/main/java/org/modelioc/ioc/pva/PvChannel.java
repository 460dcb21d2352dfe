package org.modelioc.ioc.pva;

import java.util.Optional;
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
import org.epics.pvdata.factory.PVDataFactory;
import org.epics.pvdata.monitor.Monitor;
import org.epics.pvdata.monitor.MonitorRequester;
import org.epics.pvdata.pv.Field;
import org.epics.pvdata.pv.MessageType;
import org.epics.pvdata.pv.PVField;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.Structure;
import org.modelioc.ioc.access.ChannelAccess;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pva.server.RightsListener;
import org.modelioc.ioc.pva.server.RpcChannel;

/** One client's channel to one PV: makes the operations. */
final class PvChannel implements Channel, RpcChannel {

    private final PvaProvider provider;
    private final Pv pv;
    private final ChannelRequester requester;
    private final ChannelAccess access;
    /** Of a PV that takes RPC: what answers, and what the client may do with the PVs that it tells of; else null. */
    private final WhatIfTalk talk;
    private final ChannelAccess shown;
    private final Runnable closed;

    PvChannel(PvaProvider provider, ChannelAccess access, WhatIfService service, Runnable closed, ChannelRequester requester) {
        this.provider = provider;
        this.access = access;
        this.closed = closed;
        talk = service == null ? null : new WhatIfTalk(service);
        shown = service == null ? null : provider.gate().open(service.whatIf().shown(), access.client());
        this.requester = requester;
        pv = access.pv();
        if (requester instanceof RightsListener listener) {
            access.listen(listener::accessRightsChanged);
        }
    }

    @Override
    public ChannelGet createChannelGet(ChannelGetRequester get, PVStructure request) {
        Optional<FieldSelection> fields = select(request, "field");
        if (fields.isEmpty()) {
            get.channelGetConnect(Statuses.noField(pv), null, null);
            return null;
        }
        GetOperation operation = new GetOperation(operation(request), fields.get(), get);
        get.channelGetConnect(Statuses.OK, operation, fields.get().structure());
        return operation;
    }

    @Override
    public ChannelPut createChannelPut(ChannelPutRequester put, PVStructure request) {
        Optional<FieldSelection> fields = select(request, "field");
        if (fields.isEmpty()) {
            put.channelPutConnect(Statuses.noField(pv), null, null);
            return null;
        }
        PutOperation operation = new PutOperation(operation(request), fields.get(), put);
        put.channelPutConnect(Statuses.OK, operation, fields.get().structure());
        return operation;
    }

    @Override
    public ChannelPutGet createChannelPutGet(ChannelPutGetRequester putGet, PVStructure request) {
        Optional<FieldSelection> sent = select(request, "putField");
        Optional<FieldSelection> returned = select(request, "getField");
        if (sent.isEmpty() || returned.isEmpty()) {
            putGet.channelPutGetConnect(Statuses.noField(pv), null, null, null);
            return null;
        }
        PutGetOperation operation = new PutGetOperation(operation(request), sent.get(), returned.get(), putGet);
        putGet.channelPutGetConnect(Statuses.OK, operation, sent.get().structure(), returned.get().structure());
        return operation;
    }

    @Override
    public ChannelProcess createChannelProcess(ChannelProcessRequester process, PVStructure request) {
        ProcessOperation operation = new ProcessOperation(operation(request), process);
        process.channelProcessConnect(Statuses.OK, operation);
        return operation;
    }

    @Override
    public Monitor createMonitor(MonitorRequester monitor, PVStructure request) {
        Optional<FieldSelection> fields = select(request, "field");
        if (fields.isEmpty()) {
            monitor.monitorConnect(Statuses.noField(pv), null, null);
            return null;
        }
        Optional<String> refusal = provider.gate().refuseRead(access);
        if (refusal.isPresent()) {
            monitor.monitorConnect(Statuses.error(refusal.get()), null, null);
            return null;
        }
        GuardedMonitor operation = new GuardedMonitor(
            new MonitorOperation(pv, fields.get(), RequestOptions.of(request), monitor), provider.gate(), access, monitor);
        monitor.monitorConnect(Statuses.OK, operation, fields.get().structure());
        return operation;
    }

    @Override
    public ChannelRPC createChannelRPC(ChannelRPCRequester rpc, PVStructure request) {
        if (talk != null) {
            WhatIfOperation operation = new WhatIfOperation(operation(request), talk, shown, rpc);
            rpc.channelRPCConnect(Statuses.OK, operation);
            return operation;
        }
        rpc.channelRPCConnect(Statuses.error(pv.name() + " is a PV with a value and takes no RPC; use get and put"), null);
        return null;
    }

    @Override
    public ChannelArray createChannelArray(ChannelArrayRequester array, PVStructure request) {
        array.channelArrayConnect(Statuses.error(pv.name() + " takes no array operations; use get and put"), null, null);
        return null;
    }

    @Override
    public void getField(GetFieldRequester getField, String name) {
        Structure structure = NtLayout.of(pv).structure();
        Field field = structure;
        if (name != null && !name.isEmpty()) {
            PVField found = PVDataFactory.getPVDataCreate().createPVStructure(structure).getSubField(name);
            field = found == null ? null : found.getField();
        }
        getField.getDone(field == null ? Statuses.error(pv.name() + " has no field '" + name + "'") : Statuses.OK, field);
    }

    private OperationContext operation(PVStructure request) {
        return new OperationContext(this, access, provider.gate(), RequestOptions.of(request));
    }

    // a request is {field{...}, record{...}} or, for putGet, {putField{...}, getField{...}}; some clients leave the name out
    private Optional<FieldSelection> select(PVStructure request, String part) {
        PVStructure fields = request == null ? null : request.getSubField(PVStructure.class, part);
        if (fields == null && request != null) {
            fields = request.getSubField(PVStructure.class, "field");
        }
        return provider.selections().select(NtLayout.of(pv), fields);
    }

    @Override
    public boolean takesRpc() {
        return talk != null && access.mayRead() && shown.mayRead();
    }

    @Override
    public AccessRights getAccessRights(PVField field) {
        return access.mayWrite() ? AccessRights.readWrite : access.mayRead() ? AccessRights.read : AccessRights.none;
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
        return pv.name();
    }

    @Override
    public ChannelRequester getChannelRequester() {
        return requester;
    }

    @Override
    public String getRequesterName() {
        return pv.name();
    }

    @Override
    public void message(String message, MessageType type) {
        // nobody to tell: the client is at the other end
    }

    @Override
    public void destroy() {
        // the server destroys the operations itself
        access.close();
        if (shown != null) {
            shown.close();
        }
        closed.run();
    }
}
