/** Phoebus screens for an IOC: a complete set of files from its definition. */
package org.modelioc.screens;
