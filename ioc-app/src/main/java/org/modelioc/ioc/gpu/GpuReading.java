package org.modelioc.ioc.gpu;

/**
 * What one GPU tells, all at about the same time. A figure that it does not tell is NaN.
 *
 * @param load        share of the last sample period in which it computed anything, in %
 * @param memoryUsed  bytes of its memory in use, by whomever
 * @param memory      bytes of its memory
 * @param temperature of the chip, in °C
 * @param power       that it draws, in W
 * @param problem     why figures are missing, one sentence; empty if none is, or if this GPU never tells those
 */
public record GpuReading(double load, double memoryUsed, double memory, double temperature, double power, String problem) {
}
