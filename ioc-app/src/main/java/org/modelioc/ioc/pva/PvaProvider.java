package org.modelioc.ioc.pva;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.epics.pvaccess.client.Channel;
import org.epics.pvaccess.client.ChannelFind;
import org.epics.pvaccess.client.ChannelFindRequester;
import org.epics.pvaccess.client.ChannelListRequester;
import org.epics.pvaccess.client.ChannelProvider;
import org.epics.pvaccess.client.ChannelRequester;
import org.modelioc.ioc.access.AccessGate;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.field.OpenField;
import org.modelioc.ioc.pv.field.PvFields;
import org.modelioc.ioc.pv.field.RecordField;
import org.modelioc.ioc.pva.server.ClientIdentity;
import org.modelioc.ioc.whatif.WhatIf;

/** Serves the PVs of a database, and their fields ({@code PV.HIHI}), as pvAccess channels. Thread-safe. */
public final class PvaProvider implements ChannelProvider {

    private final PvDatabase database;
    private final AccessGate gate;
    private final Map<String, WhatIfService> services;
    private final PvFields fields;
    private final FieldSelections selections = new FieldSelections();
    private final ChannelFind find = new ChannelFind() {
        @Override
        public ChannelProvider getChannelProvider() {
            return PvaProvider.this;
        }

        @Override
        public void cancel() {
            // every search is answered at once
        }
    };

    /**
     * A provider of all PVs of a database.
     *
     * @param database the PVs
     * @param gate     the door of all clients
     */
    public PvaProvider(PvDatabase database, AccessGate gate) {
        this(database, gate, Map.of());
    }

    /**
     * A provider of all PVs of a database, some of which take what-if requests by RPC.
     *
     * @param database the PVs
     * @param gate     the door of all clients
     * @param whatIfs  what answers the requests, by full name of a PV
     */
    public PvaProvider(PvDatabase database, AccessGate gate, Map<String, WhatIf> whatIfs) {
        this.database = database;
        this.gate = gate;
        services = whatIfs.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey,
            entry -> WhatIfService.of(entry.getValue())));
        fields = new PvFields(database, gate::group);
    }

    /**
     * Whether there is a channel of that name.
     *
     * @param name of a PV, or of a field of one
     * @return true if there is
     */
    public boolean has(String name) {
        return database.get(name) != null || fields.find(name).isPresent();
    }

    FieldSelections selections() {
        return selections;
    }

    AccessGate gate() {
        return gate;
    }

    @Override
    public String getProviderName() {
        return "model-ioc";
    }

    @Override
    public ChannelFind channelFind(String name, ChannelFindRequester requester) {
        requester.channelFindResult(Statuses.OK, find, has(name));
        return find;
    }

    @Override
    public ChannelFind channelList(ChannelListRequester requester) {
        Set<String> names = new TreeSet<>();
        database.all().forEach(pv -> names.add(pv.name()));
        requester.channelListResult(Statuses.OK, find, names, false);
        return find;
    }

    @Override
    public Channel createChannel(String name, ChannelRequester requester, short priority) {
        Optional<PvFields.Found> found = fields.find(name);
        Pv pv = found.filter(field -> field.field() == RecordField.VAL).map(PvFields.Found::pv)
            .orElseGet(() -> database.get(name));
        if (pv == null && found.isEmpty()) {
            requester.channelCreated(Statuses.error("no PV '" + name + "' here"), null);
            return null;
        }
        PvChannel channel = pv == null ? field(found.get(), requester)
            : new PvChannel(this, gate.open(pv, ClientIdentity.current()), services.get(name), () -> { }, requester);
        requester.channelCreated(Statuses.OK, channel);
        return channel;
    }

    private PvChannel field(PvFields.Found found, ChannelRequester requester) {
        OpenField field = fields.open(found);
        return new PvChannel(this, gate.openField(field.pv(), found.pv(), ClientIdentity.current()), null, field::close,
            requester);
    }

    @Override
    public Channel createChannel(String name, ChannelRequester requester, short priority, String address) {
        return createChannel(name, requester, priority);
    }

    @Override
    public void destroy() {
        // the database outlives the server
    }
}
