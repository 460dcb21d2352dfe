/**
 * Whole-process tests: each starts {@code ./model-ioc} as a user does, on loopback ports of its own, and talks to it with
 * Phoebus' pvAccess client.
 */
package org.modelioc.tests;
