package org.modelioc.ioc.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.modelioc.ioc.access.acf.AcfFile;
import org.modelioc.ioc.access.putlog.FilePutLog;
import org.modelioc.ioc.access.putlog.PutLog;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.service.AccessDefinition;

/** Access security and put log of one IOC, as its configuration wants them: rules, PVs and the door for clients. */
public final class Access implements AutoCloseable {

    private final AccessSecurity security;
    private final FilePutLog puts;
    private final AccessGate gate;

    /**
     * Makes the PVs; no file is read and nothing runs yet. Until {@link #start} clients may put only if there is no access
     * file.
     *
     * @param ioc      the configuration
     * @param database receives the PVs, and has those that rules calculate with
     * @param message  the IOC's MESSAGE PV
     * @param others   finds the PVs that rules calculate with and the database does not have
     */
    public Access(IocDefinition ioc, PvDatabase database, StringPv message, AccessInputs others) {
        security = ioc.access().map(access -> security(ioc, access, database, others)).orElseGet(AccessSecurity::new);
        puts = ioc.putLog().map(log -> new FilePutLog(log, ioc.prefix(), database)).orElse(null);
        gate = new AccessGate(security, message, puts == null ? PutLog.NONE : puts);
    }

    private static AccessSecurity security(IocDefinition ioc, AccessDefinition access, PvDatabase database,
            AccessInputs others) {
        // the PVs and the rules need each other
        AccessSecurity[] made = new AccessSecurity[1];
        AccessPvs pvs = new AccessPvs(ioc, database, () -> made[0].reload());
        Map<String, Protection> declared = new HashMap<>();
        List<PvDefinition> all = new ArrayList<>(ioc.inputs());
        all.addAll(ioc.outputs());
        ioc.calculations().forEach(calculation -> all.add(calculation.pv()));
        all.forEach(pv -> declared.put(ioc.prefix() + pv.name(), new Protection(pv.asg(), Protection.OPERATION, false)));
        pvs.commands().forEach(pv -> declared.put(pv.name(), new Protection(access.group(), Protection.CONFIGURATION, true)));
        for (ModelDefinition model : ioc.models()) {
            Protection change = new Protection(model.options().group().orElse(access.group()), Protection.CONFIGURATION, false);
            for (String command : List.of(BuiltInNames.MODEL_LOAD, BuiltInNames.MODEL_ROLLBACK)) {
                declared.put(ioc.prefix() + model.name() + ':' + command, change);
            }
        }
        Protection builtIn = new Protection(AcfFile.DEFAULT, Protection.OPERATION, false);
        Protection command = new Protection(access.group(), Protection.CONFIGURATION, false);
        AccessInputs own = PvInput.of(database);
        made[0] = new AccessSecurity(access, name -> own.find(name).or(() -> others.find(name)),
            pv -> declared.getOrDefault(pv.name(), pv.writable() ? command : builtIn), pvs);
        return made[0];
    }

    /**
     * The door for the clients of all protocols.
     *
     * @return always the same
     */
    public AccessGate gate() {
        return gate;
    }

    /**
     * Reads the access file and begins the put log. A file at fault does not stop the start: nobody may put then, and the log
     * and the PV ACCESS:MESSAGE say why.
     */
    public void start() {
        security.start();
        if (puts != null) {
            puts.start();
        }
    }

    @Override
    public void close() {
        security.close();
        if (puts != null) {
            puts.close();
        }
    }
}
