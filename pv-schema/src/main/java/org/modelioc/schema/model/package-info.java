/**
 * A model as the YAML declares it: its file, device and options, and what its tensors are said to be.
 */
package org.modelioc.schema.model;
