package org.modelioc.ioc.pva.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;

/**
 * Reads values from properties and environment variables and gathers what is wrong with them.
 *
 * <p>Each value may have several names; the first that is set counts. A variable set to nothing counts as not set.
 */
public final class SettingsReader {

    private final Map<String, String> environment;
    private final Properties overrides;
    private final List<String> problems = new ArrayList<>();

    /**
     * A reader.
     *
     * @param environment the environment variables
     * @param overrides   properties of the same names win over the environment
     */
    public SettingsReader(Map<String, String> environment, Properties overrides) {
        this.environment = environment;
        this.overrides = overrides;
    }

    /**
     * A text.
     *
     * @param names the variables
     * @return the text; empty if none is set
     */
    public String text(String... names) {
        return value("", text -> text, names);
    }

    /**
     * A port.
     *
     * @param absent what counts if none is set
     * @param names  the variables
     * @return from 0 to 65535
     */
    public int port(int absent, String... names) {
        return whole("port", absent, 0, 65_535, names);
    }

    /**
     * A whole number.
     *
     * @param what   what it is, as in "port"
     * @param absent what counts if none is set
     * @param least  the smallest allowed
     * @param most   the largest allowed
     * @param names  the variables
     * @return the number
     */
    public int whole(String what, int absent, int least, int most, String... names) {
        return value(absent, text -> {
            int number = Integer.parseInt(text);
            if (number < least || number > most) {
                throw new IllegalArgumentException();
            }
            return number;
        }, "must be a " + what + " from " + least + " to " + most, names);
    }

    /**
     * Yes or no.
     *
     * @param absent what counts if none is set
     * @param names  the variables
     * @return true for yes
     */
    public boolean yes(boolean absent, String... names) {
        return value(absent, text -> switch (text.toUpperCase(Locale.ROOT)) {
            case "YES", "TRUE", "1" -> true;
            case "NO", "FALSE", "0" -> false;
            default -> throw new IllegalArgumentException();
        }, "must be YES or NO", names);
    }

    /**
     * A time in seconds.
     *
     * @param absent what counts if none is set
     * @param names  the variables
     * @return from 0.1 s to a day
     */
    public Duration period(Duration absent, String... names) {
        return value(absent, text -> {
            double seconds = Double.parseDouble(text);
            if (!(seconds >= 0.1 && seconds <= 86_400)) {
                throw new IllegalArgumentException();
            }
            return Duration.ofMillis(Math.round(seconds * 1000));
        }, "must be a time from 0.1 to 86400 seconds", names);
    }

    /**
     * A list of addresses.
     *
     * @param absent the list that counts if none is set
     * @param names  the variables
     * @return the addresses, each once
     */
    public List<Endpoint> addresses(String absent, String... names) {
        String name = name(names);
        String list = name == null ? absent : raw(name);
        List<Endpoint> found = new ArrayList<>();
        for (String address : list.trim().split("[\\s]+")) {
            if (address.isEmpty()) {
                continue;
            }
            try {
                Endpoint endpoint = Endpoint.parse(address);
                if (!found.contains(endpoint)) {
                    found.add(endpoint);
                }
            } catch (IllegalArgumentException e) {
                problems.add(name + ": " + e.getMessage());
            }
        }
        return found;
    }

    /**
     * Passes if every value made sense.
     *
     * @throws PvaSettingsException with those that did not
     */
    public void throwProblems() throws PvaSettingsException {
        if (!problems.isEmpty()) {
            throw new PvaSettingsException(problems);
        }
    }

    private <T> T value(T absent, Function<String, T> parse, String... names) {
        return value(absent, parse, "", names);
    }

    private <T> T value(T absent, Function<String, T> parse, String rule, String... names) {
        String name = name(names);
        if (name == null) {
            return absent;
        }
        String text = raw(name);
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            problems.add(name + " " + rule + ", not '" + text + "'");
            return absent;
        }
    }

    private String name(String... names) {
        for (String name : names) {
            if (!raw(name).isEmpty()) {
                return name;
            }
        }
        return null;
    }

    private String raw(String name) {
        String property = overrides.getProperty(name);
        String value = property == null ? environment.get(name) : property;
        return value == null ? "" : value.trim();
    }
}
