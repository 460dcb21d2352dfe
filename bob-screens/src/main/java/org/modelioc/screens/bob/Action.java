package org.modelioc.screens.bob;

import java.util.Map;

/** What a button does. */
public sealed interface Action {

    /** Where a display opens. */
    enum Target {
        REPLACE, TAB, WINDOW, STANDALONE
    }

    /**
     * What the operator reads.
     *
     * @return a few words
     */
    String description();

    /**
     * Opens another display.
     *
     * @param description what the operator reads
     * @param file        path relative to the file of the display that has the button
     * @param macros      macros passed on; those of the display are there anyway
     * @param target      where it opens
     */
    record OpenDisplay(String description, String file, Map<String, String> macros, Target target) implements Action {
    }

    /**
     * Opens any file by the program for it, such as a plot of the data browser.
     *
     * @param description what the operator reads
     * @param file        path relative to the file of the display that has the button
     */
    record OpenFile(String description, String file) implements Action {
    }

    /**
     * Writes to a PV.
     *
     * @param description what the operator reads
     * @param pv          full name
     * @param value       what is written, as text
     */
    record WritePv(String description, String pv, String value) implements Action {
    }
}
