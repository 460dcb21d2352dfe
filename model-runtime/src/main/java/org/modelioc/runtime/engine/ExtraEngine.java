package org.modelioc.runtime.engine;

/**
 * An engine in a jar of its own, found at run time: the jar has its class in
 * {@code META-INF/services/org.modelioc.runtime.engine.ExtraEngine} and lies on the class path. Its key must be another one
 * than those of the built-in engines.
 */
public non-sealed interface ExtraEngine extends Engine {
}
