/**
 * The card that lies beside a model: what the model is, how it was made, what its tensors mean, and rows that it must
 * reproduce. Made where the model is trained, read by the runtime.
 */
package org.modelioc.schema.card;
