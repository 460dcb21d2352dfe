/**
 * The IOC: a configuration brought to life.
 */
package org.modelioc.ioc;
