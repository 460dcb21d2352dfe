/**
 * From a put to the outputs: collects the latest inputs of a pipeline, evaluates them on its owner thread, commits the outputs.
 *
 * <p>The path of a value, in order: {@link org.modelioc.ioc.evaluation.InputFeed} →
 * {@link org.modelioc.ioc.evaluation.InputSet} → {@link org.modelioc.ioc.evaluation.Evaluator} →
 * {@link org.modelioc.ioc.evaluation.OutputSet}. In steady state it allocates nothing here.
 */
package org.modelioc.ioc.evaluation;
