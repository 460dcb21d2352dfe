/** Overviews composed by hand for one machine, from the same blocks as the general one. */
package org.modelioc.screens.machine;
