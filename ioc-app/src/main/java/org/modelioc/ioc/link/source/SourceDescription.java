package org.modelioc.ioc.link.source;

import java.util.List;

/**
 * What a source said of itself when it was connected.
 *
 * @param server   the server it was found on, as {@code address:port}
 * @param kind     what its value is
 * @param type     its element type
 * @param units    its engineering units as it writes them; empty if it gives none
 * @param unitsCut whether the units may have lost their end: Channel Access has room for seven characters only
 * @param choices  the labels of an enum
 */
public record SourceDescription(String server, LinkedValue.Kind kind, SourceType type, String units, boolean unitsCut,
    List<String> choices) {

    /** Takes a copy. */
    public SourceDescription {
        choices = List.copyOf(choices);
    }
}
