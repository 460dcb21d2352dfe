/**
 * What a model takes and gives: the types and shapes of its tensors, and which PVs stand at which of their places.
 */
package org.modelioc.schema.tensor;
