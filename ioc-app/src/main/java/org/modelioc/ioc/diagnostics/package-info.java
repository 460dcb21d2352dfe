/**
 * What the IOC tells about itself: the built-in PVs.
 */
package org.modelioc.ioc.diagnostics;
