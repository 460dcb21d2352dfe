package org.modelioc.ioc.pv.field;

import java.util.Optional;
import java.util.function.Function;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;

/** Finds fields of the PVs of a database by their full names. Thread-safe; holds nothing. */
public final class PvFields {

    private final PvDatabase database;
    private final Function<Pv, String> groups;

    /**
     * A field of a PV.
     *
     * @param pv    the PV
     * @param field one that it has
     */
    public record Found(Pv pv, RecordField field) {
    }

    /**
     * Fields of all PVs of a database.
     *
     * @param database the PVs
     * @param groups   tells the access security group of a PV
     */
    public PvFields(PvDatabase database, Function<Pv, String> groups) {
        this.database = database;
        this.groups = groups;
    }

    /**
     * Looks a field up.
     *
     * @param name for example {@code "LEBT:SOL1:DI:SP.HIHI"}
     * @return nothing if there is no such PV, or it has no such field
     */
    public Optional<Found> find(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        Pv pv = database.get(name.substring(0, dot));
        return pv == null ? Optional.empty() : RecordField.named(name.substring(dot + 1)).filter(field -> field.belongsTo(pv))
            .map(field -> new Found(pv, field));
    }

    /**
     * Opens a field.
     *
     * @param found any but VAL, which is the PV itself
     * @return to be closed when nobody uses it any more
     */
    public OpenField open(Found found) {
        return found.field() == RecordField.ASG ? OpenField.constant(found.pv(), found.field(), groups.apply(found.pv()))
            : OpenField.of(found.pv(), found.field());
    }
}
