package org.modelioc.schema.problem;

import org.modelioc.schema.yaml.Mark;
import org.modelioc.schema.yaml.Use;

/**
 * A place in a file.
 *
 * @param file   the file as it was named to the program
 * @param line   line, counted from 1; 0 for the file as a whole
 * @param column column in Unicode code points, counted from 1; 0 for the file as a whole
 * @param use    which of several uses of that place is meant, such as the device that uses a template; null if it counts once
 */
public record SourcePosition(String file, int line, int column, Use use) {

    /**
     * A place that counts once.
     *
     * @param file   the file as it was named to the program
     * @param line   line, counted from 1; 0 for the file as a whole
     * @param column column in Unicode code points, counted from 1; 0 for the file as a whole
     */
    public SourcePosition(String file, int line, int column) {
        this(file, line, column, null);
    }

    /**
     * The place that a mark of the YAML reader shows.
     *
     * @param mark the mark
     * @return the same place
     */
    public static SourcePosition of(Mark mark) {
        return new SourcePosition(mark.file(), mark.line(), mark.column(), mark.use());
    }

    /** The same place as a mark of the YAML reader. */
    public Mark mark() {
        return new Mark(file, line, column, use);
    }

    /** The form that editors and terminals make a link of: {@code file:line:column}. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ':' + line + ':' + column;
    }
}
