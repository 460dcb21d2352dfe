/**
 * What the IOC keeps beside its PVs: access rules, put log, autosave, flight recorder, latency statistics, server limits.
 */
package org.modelioc.schema.service;
