package org.modelioc.ioc.autosave;

import java.util.List;

/** A value as a save file has it, without its escapes. */
sealed interface SavedValue {

    /**
     * One value.
     *
     * @param text a number, the number of an enum's choice, or the text itself, may be empty
     */
    record Single(String text) implements SavedValue {
    }

    /**
     * An array.
     *
     * @param texts its elements, each as in {@link Single}
     */
    record Several(List<String> texts) implements SavedValue {
        /** Keeps an unmodifiable copy. */
        public Several {
            texts = List.copyOf(texts);
        }
    }
}
