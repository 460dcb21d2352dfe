package org.modelioc.screens.lint;

import java.util.ArrayList;
import java.util.List;

/** What was found wrong, each as {@code file:line:column: text}. */
final class Findings {

    private final List<String> texts = new ArrayList<>();

    void add(Screen screen, Element at, String text) {
        add(screen.file(), at.line(), at.column(), text);
    }

    void add(String file, int line, int column, String text) {
        String finding = file + ":" + line + ":" + column + ": " + text;
        if (!texts.contains(finding)) {
            texts.add(finding);
        }
    }

    List<String> texts() {
        return List.copyOf(texts);
    }
}
