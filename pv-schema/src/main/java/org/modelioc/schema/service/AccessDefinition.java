package org.modelioc.schema.service;

import java.nio.file.Path;
import java.util.Map;

/**
 * Access security of an IOC.
 *
 * @param file   the access file ({@code .acf})
 * @param macros values for {@code $(NAME)} in it: those of the configuration, and P, which is the prefix unless given
 * @param group  access security group of the built-in PVs that clients may put
 */
public record AccessDefinition(Path file, Map<String, String> macros, String group) {

    /** The group of all PVs that name none. */
    public static final String DEFAULT_GROUP = "DEFAULT";

    /** Keeps an unmodifiable copy. */
    public AccessDefinition {
        macros = Map.copyOf(macros);
    }
}
