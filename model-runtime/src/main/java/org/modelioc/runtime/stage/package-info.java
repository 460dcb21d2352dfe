/**
 * Stages: steps on the numbers of one tensor, before the model reads it or after the model wrote it.
 *
 * <p>A {@link org.modelioc.runtime.stage.StageChain} is planned once, from the definitions and the shape it begins with. It
 * then computes in double precision in arrays of its own, so that a number is rounded to the model's element type once, at the
 * tensor. One thread at a time; nothing is allocated once it is planned.
 */
package org.modelioc.runtime.stage;
