/**
 * A pipeline as the YAML declares it: which PVs go to which tensor, and the stages before and after the model.
 */
package org.modelioc.schema.pipeline;
