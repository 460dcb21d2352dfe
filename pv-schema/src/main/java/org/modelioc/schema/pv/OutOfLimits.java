package org.modelioc.schema.pv;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What becomes of a put outside the limits of its PV. */
public enum OutOfLimits {

    /** It changes nothing, and the client is told why. */
    REJECT,
    /** The nearest limit is set, as EPICS records do. */
    CLAMP;

    /** What holds if the file says nothing. */
    public static final OutOfLimits DEFAULT = REJECT;

    private static final List<String> CHOICES = Arrays.stream(values()).map(OutOfLimits::yaml).toList();

    /**
     * As the YAML writes it.
     *
     * @return lower case
     */
    public String yaml() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The words of the YAML.
     *
     * @return in order
     */
    public static List<String> choices() {
        return CHOICES;
    }
}
