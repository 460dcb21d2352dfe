/**
 * Keeps what others can cause at will from filling the log.
 */
package org.modelioc.ioc.log;
