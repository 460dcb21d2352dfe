/**
 * What the driver tells of the GPUs of the host. Where there is no driver, or no GPU, this room is empty and says nothing.
 */
package org.modelioc.ioc.gpu;
