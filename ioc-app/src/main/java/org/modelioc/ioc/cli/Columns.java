package org.modelioc.ioc.cli;

import java.util.ArrayList;
import java.util.List;

/** Lines of words in aligned columns. */
final class Columns {

    private final List<String[]> rows = new ArrayList<>();

    /** Adds a line; it may have fewer words than others. */
    Columns row(String... words) {
        rows.add(words);
        return this;
    }

    /** The lines, each ended by a line break, two blanks between columns and none at the end. */
    String text(String margin) {
        int columns = rows.stream().mapToInt(row -> row.length).max().orElse(0);
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], length(row[i]));
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder(margin);
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]).repeat(' ', widths[i] - length(row[i]) + 2);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int length(String word) {
        return word.codePointCount(0, word.length());
    }
}
