/** Follows PVs over Channel Access. Source: "Channel Access Protocol Specification" (epics-base), version 4.13. */
package org.modelioc.ioc.link.ca;
