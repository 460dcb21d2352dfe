package org.modelioc.ioc.autosave;

import java.util.List;
import java.util.Optional;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.Change;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.EnumPv;
import org.modelioc.ioc.pv.GroupPv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.ioc.pv.TablePv;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/**
 * The value of a setpoint. An enum is saved by the number of its choice and a boolean as 1 or 0, as autosave does.
 *
 * @param pv a setpoint that {@link #savable} passes
 */
record PvValue(Pv pv) implements Saveable {

    /** Whether the format has a form for the value: it has none for tables, and images are too large for text. */
    static boolean savable(Pv pv) {
        return !(pv.type() instanceof PvType.Table || pv.type() instanceof PvType.Image);
    }

    @Override
    public String name() {
        return pv.name();
    }

    @Override
    public Optional<SavedValue> copy() {
        double number = 0;
        long bits = 0;
        Object more = null;
        synchronized (pv) {
            if (pv.alarm() == Alarm.UNDEFINED) {
                return Optional.empty();
            }
            switch (pv) {
                case DoublePv one -> number = one.value();
                case LongPv one -> bits = one.value();
                case EnumPv one -> bits = one.index();
                case StringPv one -> more = one.value();
                // shared, so that even a long array is not copied with the lock held
                case ArrayPv array -> more = array.value().share();
                case TablePv _, GroupPv _ -> throw new IllegalStateException(pv.name() + " has no one value");
            }
        }
        return Optional.of(switch (pv) {
            case DoublePv one -> new SavedValue.Single(ElementText.of(scalar(one), number));
            case LongPv one -> new SavedValue.Single(ElementText.of(scalar(one), bits));
            case EnumPv _ -> new SavedValue.Single(Long.toString(bits));
            case StringPv _ -> new SavedValue.Single((String) more);
            case ArrayPv array -> new SavedValue.Several(ElementText.all(array.value().type(), more));
            case TablePv _, GroupPv _ -> throw new IllegalStateException();
        });
    }

    private static ValueType scalar(Pv pv) {
        return ((PvType.Scalar) pv.type()).value();
    }

    @Override
    public void restore(SavedValue value) throws PutRejectedException {
        if (pv instanceof ArrayPv array) {
            // an array of one element, or none, is written by autosave as if it were no array
            array.put(ElementText.read(array.value().type(), switch (value) {
                case SavedValue.Single single -> List.of(single.text());
                case SavedValue.Several several -> several.texts();
            }));
            return;
        }
        String text = switch (value) {
            case SavedValue.Single single -> single.text();
            case SavedValue.Several several ->
                throw new PutRejectedException("the PV takes one value, not an array of " + several.texts().size());
        };
        switch (pv) {
            case DoublePv one -> one.put(ElementText.number(scalar(one), text));
            case EnumPv one -> restoreChoice(one, text);
            default -> pv.put(text);
        }
    }

    // the number first: a choice may be called '1'
    private static void restoreChoice(EnumPv one, String text) throws PutRejectedException {
        if (text.strip().matches("\\d{1,9}")) {
            one.put(Long.parseLong(text.strip()));
        } else {
            one.put(text);
        }
    }

    @Override
    public void onChange(Runnable changed) {
        pv.subscribe((_, changes) -> {
            if ((changes & Change.VALUE) != 0) {
                changed.run();
            }
        });
    }
}
