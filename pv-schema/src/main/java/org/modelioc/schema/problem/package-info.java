/**
 * What is wrong with a file, and at which place of it: what a reader that found faults throws.
 */
package org.modelioc.schema.problem;
