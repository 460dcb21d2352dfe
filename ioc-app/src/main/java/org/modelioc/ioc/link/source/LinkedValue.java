package org.modelioc.ioc.link.source;

import java.util.List;
import org.modelioc.ioc.alarm.Alarm;

/**
 * The latest of a followed PV, as its listener sees it.
 *
 * <p>One object a link, overwritten by the next update: it is valid during the call that hands it over, on that thread, and
 * what is to be kept must be copied out of it. Nothing in it is allocated for an update unless a text, an alarm or the
 * number of elements has changed.
 */
public interface LinkedValue {

    /** What the value is. */
    enum Kind {
        /** One number, a boolean as 0 or 1. */
        NUMBER,
        /** Numbers one after another, possibly none. */
        NUMBERS,
        /** A choice: its index as a number, and its label. */
        ENUM,
        /** Text. */
        TEXT,
        /** Numbers with a width, a height and colours. */
        IMAGE,
        /** Something from which no number or text can be taken; {@link #alarm} says what, with severity INVALID. */
        UNSUPPORTED
    }

    /** What the value is; the same until the source is connected anew or {@link SourceListener#connected} tells otherwise. */
    Kind kind();

    /** The element type that the source declares. */
    SourceType type();

    /** The number, the index of the choice, or the first element; NaN where there is none. */
    double number();

    /**
     * The numbers, of which {@link #count} are valid. Belongs to the link: read it, and copy what is to be kept.
     *
     * @return at least one place
     */
    double[] numbers();

    /** How many {@link #numbers} there are. */
    int count();

    /**
     * Whether every number is what the source sent. Only 64-bit integers beyond ±2^53 are not: they are rounded to the nearest
     * double.
     *
     * @return false if one of them was rounded
     */
    boolean exact();

    /** The text, or the label of the choice; empty where there is none. */
    String text();

    /** The labels of the choices; empty where there are none. */
    List<String> choices();

    /** Pixels in a row of an image; 0 if it is none. */
    int width();

    /** Rows of an image; 0 if it is none. */
    int height();

    /** How the numbers of an image lie. */
    ColourLayout colours();

    /**
     * The alarm of the source, and INVALID where its value cannot be used.
     *
     * @return the same object as long as nothing of it changes
     */
    Alarm alarm();

    /** The time stamp of the source, nanoseconds since 1970; 0 where it has none that makes sense. */
    long stamp();

    /** The user tag of the source's time stamp; 0 where there is none, as always over Channel Access. */
    int userTag();

    /** The engineering units of the source, as it writes them; empty where it gives none. */
    String units();
}
