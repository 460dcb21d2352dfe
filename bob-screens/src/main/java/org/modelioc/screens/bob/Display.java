package org.modelioc.screens.bob;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One display: what becomes a {@code .bob} file.
 *
 * @param name    title of its window
 * @param macros  the macros that it uses, each with the value that holds when nobody passes one
 * @param width   pixels
 * @param height  pixels
 * @param widgets what lies on it
 */
public record Display(String name, Map<String, String> macros, int width, int height, List<Widget> widgets) {

    /** Keeps unmodifiable copies. */
    public Display {
        macros = Collections.unmodifiableMap(new LinkedHashMap<>(macros));
        widgets = List.copyOf(widgets);
    }
}
