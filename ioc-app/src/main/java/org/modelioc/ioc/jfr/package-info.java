/**
 * Events for Java Flight Recorder: what {@code jfr print} and Mission Control show of an IOC. They cost
 * nothing while nobody records.
 */
package org.modelioc.ioc.jfr;
