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
final class SettingsReader {

    private final Map<String, String> environment;
    private final Properties overrides;
    private final List<String> problems = new ArrayList<>();

    SettingsReader(Map<String, String> environment, Properties overrides) {
        this.environment = environment;
        this.overrides = overrides;
    }

    String text(String... names) {
        return value("", text -> text, names);
    }

    int port(int absent, String... names) {
        return value(absent, text -> {
            int port = Integer.parseInt(text);
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException();
            }
            return port;
        }, "must be a port from 0 to 65535", names);
    }

    boolean yes(boolean absent, String... names) {
        return value(absent, text -> switch (text.toUpperCase(Locale.ROOT)) {
            case "YES", "TRUE", "1" -> true;
            case "NO", "FALSE", "0" -> false;
            default -> throw new IllegalArgumentException();
        }, "must be YES or NO", names);
    }

    Duration period(Duration absent, String... names) {
        return value(absent, text -> {
            double seconds = Double.parseDouble(text);
            if (!(seconds >= 0.1 && seconds <= 86_400)) {
                throw new IllegalArgumentException();
            }
            return Duration.ofMillis(Math.round(seconds * 1000));
        }, "must be a time from 0.1 to 86400 seconds", names);
    }

    List<Endpoint> addresses(String absent, String... names) {
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

    void throwProblems() throws PvaSettingsException {
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
