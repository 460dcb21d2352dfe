package org.modelioc.schema.yaml;

import java.nio.file.Path;

/**
 * A place in a YAML file.
 *
 * @param file   the file as it was named to the program
 * @param line   line, counted from 1; 0 for the file as a whole
 * @param column column in Unicode code points, counted from 1; 0 for the file as a whole
 * @param use    which of several uses of that place is meant; null if it counts once
 */
public record Mark(String file, int line, int column, Use use) {

    /**
     * A place that counts once.
     *
     * @param file   the file as it was named to the program
     * @param line   line, counted from 1; 0 for the file as a whole
     * @param column column in Unicode code points, counted from 1; 0 for the file as a whole
     */
    public Mark(String file, int line, int column) {
        this(file, line, column, null);
    }

    /**
     * The file as a whole.
     *
     * @param file the file as it was named to the program
     * @return a mark without line and column
     */
    public static Mark whole(String file) {
        return new Mark(file, 0, 0);
    }

    /** Whether another mark shows the same place of the same file, in whatever use. */
    boolean isAt(Mark other) {
        return line == other.line && column == other.column && file.equals(other.file);
    }

    /** The same place, in one of its uses; null for none. */
    Mark in(Use other) {
        return new Mark(file, line, column, other);
    }

    /**
     * The folder of the file, where relative paths that stand in it begin.
     *
     * @return absolute
     */
    public Path folder() {
        return Path.of(file).toAbsolutePath().getParent();
    }

    /** {@code file:line:column}, or the file alone. */
    String location() {
        return line == 0 ? file : file + ':' + line + ':' + column;
    }

    /** {@code file:line:column}, or the file alone; behind a comma, the use. */
    @Override
    public String toString() {
        return use == null ? location() : location() + ", " + use;
    }
}
