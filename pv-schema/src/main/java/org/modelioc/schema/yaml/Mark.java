package org.modelioc.schema.yaml;

/**
 * A place in a YAML file.
 *
 * @param file   the file as it was named to the program
 * @param line   line, counted from 1; 0 for the file as a whole
 * @param column column in Unicode code points, counted from 1; 0 for the file as a whole
 */
public record Mark(String file, int line, int column) {

    /**
     * The file as a whole.
     *
     * @param file the file as it was named to the program
     * @return a mark without line and column
     */
    public static Mark whole(String file) {
        return new Mark(file, 0, 0);
    }

    /** {@code file:line:column}, or the file alone. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ':' + line + ':' + column;
    }
}
