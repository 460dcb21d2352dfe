/**
 * What a display of Phoebus consists of, and how it is written as a {@code .bob} file.
 *
 * <p>Widgets are immutable. A property that Phoebus does not know would be skipped there without a word, so none can be set here
 * that is not among the {@linkplain org.modelioc.screens.bob.WidgetFacts facts}.
 */
package org.modelioc.screens.bob;
