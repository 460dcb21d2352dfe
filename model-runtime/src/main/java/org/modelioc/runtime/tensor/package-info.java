/**
 * Tensors that lie off-heap for the life of a session, and the checked way of numbers into and out of them.
 *
 * <p>A tensor is memory with a name, an element type and a concrete shape. It belongs to the session that allocated it,
 * is used by one thread at a time, and is invalid once that session is closed.
 */
package org.modelioc.runtime.tensor;
