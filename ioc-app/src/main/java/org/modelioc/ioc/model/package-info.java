/**
 * The models of a running IOC: their PVs, another version that takes over while the IOC runs, and back again.
 */
package org.modelioc.ioc.model;
