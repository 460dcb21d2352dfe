/**
 * What the YAML says of the stages of a pipeline: the steps on its tensors before and after the model.
 *
 * <p>A list {@code before} or {@code after} is read by {@link org.modelioc.schema.stage.StageReader} into one definition a
 * stage. Each definition reads and checks its own keys; {@link org.modelioc.schema.stage.StageSection} gives them their types.
 * Shapes are not known here: whether a stage fits its tensor is seen when the pipeline is opened. A jar on the class path adds
 * stages by {@link org.modelioc.schema.stage.StageProvider}.
 */
package org.modelioc.schema.stage;
