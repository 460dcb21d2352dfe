/**
 * Pipelines: from the values of input PVs through a model to the values of output PVs.
 *
 * <p>PVs are names and values are doubles here; where they come from and go to is the business of the caller.
 */
package org.modelioc.runtime.pipeline;
