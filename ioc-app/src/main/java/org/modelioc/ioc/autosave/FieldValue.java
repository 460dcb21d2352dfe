package org.modelioc.ioc.autosave;

import java.util.Optional;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.field.OpenField;
import org.modelioc.ioc.pv.field.RecordField;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A field of a PV other than its value. What operators set is stronger than the configuration, and the log says where it is
 * another value.
 *
 * @param value the field as a PV, open as long as the IOC runs
 */
record FieldValue(PvValue value) implements Saveable {

    private static final Logger LOG = LoggerFactory.getLogger(FieldValue.class);

    /**
     * For one field.
     *
     * @param pv    the PV
     * @param field one of {@link org.modelioc.schema.pv.SavedFields#FIELDS} that it has
     */
    static FieldValue of(Pv pv, String field) {
        return new FieldValue(new PvValue(OpenField.of(pv, RecordField.named(field).orElseThrow()).pv()));
    }

    @Override
    public String name() {
        return value.name();
    }

    @Override
    public Optional<SavedValue> copy() {
        return value.copy();
    }

    @Override
    public void restore(SavedValue saved) throws PutRejectedException {
        Optional<SavedValue> configured = copy();
        value.restore(saved);
        Optional<SavedValue> restored = copy();
        if (!restored.equals(configured)) {
            LOG.info("{} is {} as it was saved, not {} as the configuration says", name(), text(restored), text(configured));
        }
    }

    private static String text(Optional<SavedValue> value) {
        return value.map(one -> one instanceof SavedValue.Single single ? "'" + single.text() + "'" : one.toString()).orElse("");
    }

    @Override
    public void onChange(Runnable changed) {
        value.onChange(changed);
    }

    @Override
    public boolean first() {
        return true;
    }
}
