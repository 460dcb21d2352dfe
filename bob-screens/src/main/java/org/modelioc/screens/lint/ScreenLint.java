package org.modelioc.screens.lint;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is wrong with the screens of a folder. */
public final class ScreenLint {

    private ScreenLint() {
    }

    /**
     * What would not work in Phoebus 4.7 or 5: not XML, unknown widgets and properties, wrong values, files and macros that lead
     * nowhere.
     *
     * @param files text by file name, of all files in the folder
     * @return problems as {@code file:line:column: text}, in the order of the files
     */
    public static List<String> faults(Map<String, String> files) {
        return lint(files, false);
    }

    /**
     * Faults, and what breaks the conventions of our own screens: layout, colours, fonts, texts that do not fit.
     *
     * @param files text by file name, of all files in the folder
     * @return problems as {@code file:line:column: text}, in the order of the files
     */
    public static List<String> all(Map<String, String> files) {
        return lint(files, true);
    }

    private static List<String> lint(Map<String, String> files, boolean style) {
        Findings findings = new Findings();
        Map<String, Screen> screens = new TreeMap<>();
        new TreeMap<>(files).forEach((name, text) -> {
            if (name.endsWith(".bob")) {
                try {
                    screens.put(name, new Screen(name, Element.parse(text)));
                } catch (Element.NotXmlException e) {
                    findings.add(name, e.line(), e.column(), "not XML: " + e.getMessage());
                }
            }
        });
        for (Screen screen : screens.values()) {
            FactsCheck.check(screen, findings);
            if (style) {
                StyleCheck.check(screen, findings);
                LayoutCheck.check(screen, findings);
            }
        }
        LinkCheck.check(screens, files.keySet(), style, findings);
        return findings.texts();
    }
}
