package org.modelioc.schema.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a model computes.
 *
 * @param kind  of what kind
 * @param index which of that kind, 0 for all but CUDA
 */
public record Device(Kind kind, int index) {

    /** The processor. */
    public static final Device CPU = new Device(Kind.CPU, 0);
    /** Whichever is faster. */
    public static final Device AUTO = new Device(Kind.AUTO, 0);

    private static final Pattern TEXT = Pattern.compile("cpu|auto|cuda:([0-9]{1,2})");

    /** The kinds of devices. */
    public enum Kind {
        /** The processor. */
        CPU,
        /** A graphics processor of NVIDIA. */
        CUDA,
        /** Not a device, but the wish for the one that is faster. */
        AUTO
    }

    /**
     * A graphics processor of NVIDIA.
     *
     * @param index which of them, as the driver counts
     * @return the device
     */
    public static Device cuda(int index) {
        return new Device(Kind.CUDA, index);
    }

    /**
     * Reads a device as the YAML writes it.
     *
     * @param text {@code cpu}, {@code cuda:N} or {@code auto}
     * @return empty if it is none of those
     */
    public static Optional<Device> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return !matcher.matches() ? Optional.empty() : Optional.of(switch (text) {
            case "cpu" -> CPU;
            case "auto" -> AUTO;
            default -> cuda(Integer.parseInt(matcher.group(1)));
        });
    }

    /** As the YAML writes it. */
    @Override
    public String toString() {
        return switch (kind) {
            case CPU -> "cpu";
            case CUDA -> "cuda:" + index;
            case AUTO -> "auto";
        };
    }
}
