package org.modelioc.schema.stage;

/**
 * A stage that is not built in, read by a {@link StageProvider}. To be run, it must know how to make its stage: the class
 * implements {@code org.modelioc.runtime.stage.StageFactory} as well.
 */
public non-sealed interface ExtensionDefinition extends StageDefinition {
}
