package org.modelioc.ioc.link.source;

import java.util.Arrays;
import java.util.List;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.schema.alarm.AlarmSeverity;

/**
 * Holds the latest of one source and is filled by its protocol. Not thread-safe: belongs to the thread of the client.
 *
 * <p>It keeps what an update does not bring, because servers send changes only.
 */
public final class ValueBuffer implements LinkedValue {

    /** Seconds that fit into nanoseconds of 64 bits; beyond, a stamp is nonsense. */
    private static final long MOST_SECONDS = Long.MAX_VALUE / 1_000_000_000L - 1;

    private Kind kind = Kind.UNSUPPORTED;
    private SourceType type = SourceType.OTHER;
    private double[] numbers = {Double.NaN};
    private int count;
    private boolean exact = true;
    private String text = "";
    private List<String> choices = List.of();
    private int width;
    private int height;
    private ColourLayout colours = ColourLayout.MONO;
    private Alarm alarm = Alarm.NONE;
    private Alarm fault = Alarm.NONE;
    private long stamp;
    private int userTag;
    private String units = "";
    // what the listener was told last; the kind is null if it was told nothing
    private Kind toldKind;
    private SourceType toldType = SourceType.OTHER;
    private String toldUnits = "";
    private List<String> toldChoices = List.of();
    private Alarm lastFault = Alarm.NONE;

    /** Forgets everything, for a new connection. */
    public void reset() {
        kind = Kind.UNSUPPORTED;
        type = SourceType.OTHER;
        count = 0;
        numbers[0] = Double.NaN;
        exact = true;
        text = "";
        choices = List.of();
        picture(0, 0, ColourLayout.MONO);
        alarm = Alarm.NONE;
        fault = Alarm.NONE;
        stamp = 0;
        userTag = 0;
        units = "";
        toldKind = null;
    }

    /** Whether kind, type, units and choices are as they were at {@link #described}. */
    boolean isDescribed() {
        return kind == toldKind && type == toldType && units.equals(toldUnits) && choices.equals(toldChoices);
    }

    /** The listener knows kind, type, units and choices as they are now. */
    void described() {
        toldKind = kind;
        toldType = type;
        toldUnits = units;
        toldChoices = choices;
    }

    /**
     * Begins a value of numbers.
     *
     * @param newKind  what it is
     * @param newType  element type
     * @param newCount how many there will be
     * @return where to put them, with room for all
     */
    public double[] begin(Kind newKind, SourceType newType, int newCount) {
        becomes(newKind, newType);
        fault = Alarm.NONE;
        exact = true;
        count = newCount;
        if (newCount > numbers.length) {
            numbers = new double[newCount];
        } else if (newCount == 0) {
            numbers[0] = Double.NaN;
        }
        return numbers;
    }

    /** One of the numbers was rounded. */
    public void rounded() {
        exact = false;
    }

    /**
     * Stores an integer of 64 bits, and remembers if it had to be rounded.
     *
     * @param index    which of the numbers
     * @param value    the bits
     * @param unsigned whether they are an unsigned number
     */
    public void integer(int index, long value, boolean unsigned) {
        double number = value;
        if (unsigned && value < 0) {
            // the lowest bit only decides the rounding: keep it in the second lowest
            number = (value >>> 1 | value & 1) * 2.0;
            exact &= (value & 0x7FF) == 0;
        } else {
            exact &= Math.abs(value) <= 1L << 53 || (long) number == value && value != Long.MAX_VALUE;
        }
        numbers[index] = number;
    }

    /**
     * Stores a text.
     *
     * @param value the text
     */
    public void text(String value) {
        begin(Kind.TEXT, SourceType.STRING, 0);
        text = value;
    }

    /**
     * Stores the index of a choice.
     *
     * @param index the index
     */
    public void choice(int index) {
        begin(Kind.ENUM, SourceType.INT32, 1)[0] = index;
    }

    /**
     * Stores the labels of the choices.
     *
     * @param labels the labels
     */
    public void choices(List<String> labels) {
        if (!labels.equals(choices)) {
            choices = List.copyOf(labels);
        }
    }

    /**
     * Says that the numbers are an image.
     *
     * @param newWidth   pixels in a row
     * @param newHeight  rows
     * @param newColours how the numbers lie
     */
    public void picture(int newWidth, int newHeight, ColourLayout newColours) {
        width = newWidth;
        height = newHeight;
        colours = newColours;
    }

    /**
     * Says that the value cannot be used.
     *
     * @param newType what the source declares
     * @param why     what it is, as in "a table"
     */
    public void unsupported(SourceType newType, String why) {
        begin(Kind.UNSUPPORTED, newType, 0);
        // made again only if the reason is another
        if (!lastFault.message().equals(why)) {
            lastFault = new Alarm(AlarmSeverity.INVALID, Condition.LINK, why);
        }
        fault = lastFault;
    }

    private void becomes(Kind newKind, SourceType newType) {
        if (newKind != kind || newType != type) {
            kind = newKind;
            type = newType;
            text = "";
            picture(0, 0, ColourLayout.MONO);
        }
    }

    /**
     * Stores the alarm of the source.
     *
     * @param severity  how bad
     * @param condition what is wrong
     * @param message   what the source says of it; empty if it says nothing
     */
    public void alarm(AlarmSeverity severity, Condition condition, String message) {
        if (severity == AlarmSeverity.NO_ALARM) {
            alarm = Alarm.NONE;
            return;
        }
        String line = message.isBlank() ? condition.name() : message;
        if (alarm.severity() != severity || alarm.condition() != condition || !alarm.message().equals(line)) {
            alarm = new Alarm(severity, condition, line);
        }
    }

    /**
     * Stores the time stamp.
     *
     * @param seconds since 1970; 0 or less means none
     * @param nanos   nanoseconds, less than a second
     */
    public void stamp(long seconds, long nanos) {
        stamp = seconds <= 0 || seconds > MOST_SECONDS || nanos < 0 || nanos >= 1_000_000_000L ? 0
            : seconds * 1_000_000_000L + nanos;
    }

    /**
     * Stores the user tag.
     *
     * @param tag the tag
     */
    public void userTag(int tag) {
        userTag = tag;
    }

    /**
     * Stores the units.
     *
     * @param text the units as the source writes them
     */
    public void units(String text) {
        units = text;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public SourceType type() {
        return type;
    }

    @Override
    public double number() {
        return numbers[0];
    }

    @Override
    public double[] numbers() {
        return numbers;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public boolean exact() {
        return exact;
    }

    @Override
    public String text() {
        if (kind == Kind.ENUM) {
            int index = (int) numbers[0];
            return index >= 0 && index < choices.size() ? choices.get(index) : "";
        }
        return text;
    }

    @Override
    public List<String> choices() {
        return choices;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public ColourLayout colours() {
        return colours;
    }

    @Override
    public Alarm alarm() {
        return fault == Alarm.NONE ? alarm : fault;
    }

    @Override
    public long stamp() {
        return stamp;
    }

    @Override
    public int userTag() {
        return userTag;
    }

    @Override
    public String units() {
        return units;
    }

    @Override
    public String toString() {
        boolean words = kind == Kind.TEXT || kind == Kind.ENUM;
        String shown = words ? text() : Arrays.toString(Arrays.copyOf(numbers, Math.min(count, 8)));
        return kind + " " + shown + " " + units + " " + alarm().severity();
    }
}
