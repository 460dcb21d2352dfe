/**
 * What screens are composed of: the status strip of a pipeline, rows of inputs and outputs, plots, navigation.
 *
 * <p>Everything lies on a grid of 10 pixels, with at least 10 between two widgets, because alarm borders are drawn outside.
 */
package org.modelioc.screens.block;
