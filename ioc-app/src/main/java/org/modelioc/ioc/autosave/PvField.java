package org.modelioc.ioc.autosave;

import java.util.Optional;
import java.util.OptionalDouble;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.schema.AlarmSeverity;

/**
 * A field of a setpoint other than its value, by its name in EPICS records.
 *
 * <p>The metadata of a PV is what the configuration says and cannot be put: it is saved for those who read the files, and a
 * saved one that differs is reported and not restored, because the configuration was changed since.
 *
 * @param pv    the PV
 * @param field the name of the field
 */
record PvField(Pv pv, String field) implements Saveable {

    /**
     * What a PV tells of a field.
     *
     * @param metadata what describes the PV
     * @param field    the name of the field
     * @return its value as autosave writes it; nothing if there is no such field
     */
    static Optional<String> text(Metadata metadata, String field) {
        return Optional.ofNullable(switch (field) {
            case "DESC" -> metadata.description();
            case "EGU" -> metadata.units();
            case "PREC" -> Integer.toString(metadata.precision());
            case "HOPR" -> NumberText.of(metadata.display().high());
            case "LOPR" -> NumberText.of(metadata.display().low());
            case "DRVH" -> NumberText.of(metadata.control().high());
            case "DRVL" -> NumberText.of(metadata.control().low());
            case "HIHI" -> NumberText.of(metadata.alarms().hihi());
            case "HIGH" -> NumberText.of(metadata.alarms().high());
            case "LOW" -> NumberText.of(metadata.alarms().low());
            case "LOLO" -> NumberText.of(metadata.alarms().lolo());
            case "HHSV" -> number(metadata.alarms().hihiSeverity());
            case "HSV" -> number(metadata.alarms().highSeverity());
            case "LSV" -> number(metadata.alarms().lowSeverity());
            case "LLSV" -> number(metadata.alarms().loloSeverity());
            case "HYST" -> NumberText.of(metadata.alarms().hysteresis());
            default -> null;
        });
    }

    // the number of the choice in menuAlarmSevr, as autosave writes menus
    private static String number(AlarmSeverity severity) {
        return Integer.toString(severity.ordinal());
    }

    private String text() {
        return text(pv.metadata(), field).orElseThrow(() -> new IllegalStateException("no field " + field));
    }

    @Override
    public String name() {
        return pv.name() + '.' + field;
    }

    @Override
    public Optional<SavedValue> copy() {
        return Optional.of(new SavedValue.Single(text()));
    }

    @Override
    public void restore(SavedValue value) throws PutRejectedException {
        if (!(value instanceof SavedValue.Single single && same(single.text(), text()))) {
            throw new PutRejectedException("the configuration now says '" + text() + "', which counts");
        }
    }

    // 12 of another program is our 12.0
    private static boolean same(String one, String other) {
        OptionalDouble number = NumberText.read(one);
        return one.equals(other) || number.isPresent() && number.equals(NumberText.read(other));
    }

    @Override
    public void onChange(Runnable changed) {
        // metadata does not change while the IOC runs
    }
}
