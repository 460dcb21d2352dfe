/**
 * What the YAML of an IOC means: immutable definitions, and the reader that checks a file and makes them.
 *
 * <p>Nothing here knows a network or a model. A definition that exists is valid in itself: names are unique, every
 * reference resolves, limits are ordered. What only the model file can tell is checked when it is loaded.
 */
package org.modelioc.schema;
