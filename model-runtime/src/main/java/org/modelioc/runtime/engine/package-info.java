/**
 * Engines: from a model file to runs of it on preallocated tensors.
 *
 * <p>An {@link org.modelioc.runtime.engine.Engine} loads a file into a {@link org.modelioc.runtime.engine.Model}, which
 * opens {@link org.modelioc.runtime.engine.Session}s. The model holds the weights and may be shared by threads; a session
 * holds the tensors of one batch size and belongs to one thread at a time.
 */
package org.modelioc.runtime.engine;
