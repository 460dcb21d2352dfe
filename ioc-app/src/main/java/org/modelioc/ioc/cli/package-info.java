/**
 * The command line.
 */
package org.modelioc.ioc.cli;
