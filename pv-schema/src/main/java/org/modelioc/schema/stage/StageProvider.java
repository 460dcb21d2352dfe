package org.modelioc.schema.stage;

import java.util.List;
import java.util.Optional;

/**
 * Adds one stage to the YAML. A jar on the class path names its implementation, which has a public constructor without
 * arguments, in {@code META-INF/services/org.modelioc.schema.stage.StageProvider}; it is found by
 * {@link java.util.ServiceLoader} each time a file with stages is read.
 *
 * <p>A provider keeps no state. The definition that it reads implements {@code org.modelioc.runtime.stage.StageFactory},
 * by which the pipeline makes the stage.
 */
public interface StageProvider {

    /**
     * The name in the YAML.
     *
     * @return lower-case words joined by '-', not that of a built-in stage
     */
    String name();

    /**
     * The keys of its mapping, besides {@code tensor} and {@code elements}, which every stage has.
     *
     * @return in the order to show them
     */
    List<String> keys();

    /**
     * Reads one such stage.
     *
     * @param section its mapping; takes what is wrong with it
     * @return the definition, if nothing is
     */
    Optional<? extends ExtensionDefinition> read(StageSection section);
}
