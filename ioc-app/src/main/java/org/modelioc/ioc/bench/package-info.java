/**
 * Measures how long the evaluations of a configuration take, for {@code model-ioc bench}: in the process, over pvAccess on
 * loopback, and of the model alone by batch size.
 */
package org.modelioc.ioc.bench;
