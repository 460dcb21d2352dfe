/**
 * When a pipeline is evaluated and from which values: triggers, deadlines, modes, alignment.
 */
package org.modelioc.schema.evaluation;
