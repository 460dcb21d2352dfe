/**
 * The configuration as a JSON Schema, so that an editor completes and explains what {@link org.modelioc.schema.IocReader}
 * reads, and the small writer of JSON that this takes.
 *
 * <p>The schema knows the structure: keys, kinds of values, bounds, and which keys go together. What refers from one place of a
 * file to another, such as the name of a PV, only the reader knows.
 */
package org.modelioc.schema.json;
