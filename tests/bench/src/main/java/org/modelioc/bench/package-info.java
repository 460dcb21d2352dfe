/**
 * End-to-end programs: each prints a table with its floor in the same run.
 */
package org.modelioc.bench;
