/**
 * Reading YAML so that each fault can be shown at its place: nodes that know their line and column, macros, numbers and
 * quantities, a collector of problems, and "did you mean".
 *
 * <p>A file becomes nodes by {@link org.modelioc.schema.yaml.YamlDocument}, macros are replaced by
 * {@link org.modelioc.schema.yaml.Macros}, and a {@link org.modelioc.schema.yaml.Section} gives a mapping's values their
 * types. None of them throws for bad input: each adds to {@link org.modelioc.schema.yaml.Problems} and goes on with a
 * default, so that one run shows all faults of a file. Nothing here knows what an IOC or a model is.
 *
 * <p>Thread rules: records are immutable; {@code Problems}, {@code Macros} and {@code Section} belong to one thread.
 */
package org.modelioc.schema.yaml;
