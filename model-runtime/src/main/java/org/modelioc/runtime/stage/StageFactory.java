package org.modelioc.runtime.stage;

/**
 * Makes a stage that is not built in. To be implemented by the {@link org.modelioc.schema.stage.ExtensionDefinition} that a
 * {@link org.modelioc.schema.stage.StageProvider} reads.
 */
@FunctionalInterface
public interface StageFactory {

    /**
     * Makes the stage.
     *
     * @param input    the shape of what it will get
     * @param elements which elements of the last axis it is restricted to, in the order of the file; all of them if it is not
     * @return a stage with buffers and state of its own
     * @throws StageException if it cannot work on that shape
     */
    Stage create(Shape input, int[] elements) throws StageException;
}
