package org.modelioc.schema.yaml;

import java.nio.file.Path;
import java.util.Optional;

/** A file that holds one YAML document. */
public final class YamlDocument {

    private YamlDocument() {
    }

    /**
     * Reads a file. Aliases are followed (a node may be met in several places, always with the place of its anchor);
     * macros stand as written.
     *
     * @param file      the file, named in problems as it is here
     * @param mostBytes size above which it is refused unread; the nodes take some twenty times as much memory
     * @param problems  takes the reasons if it cannot be read
     * @return the root node, if the whole document could be read
     */
    public static Optional<YamlNode> read(Path file, long mostBytes, Problems problems) {
        return TextFile.read(file, mostBytes, problems).flatMap(text -> NodeBuilder.build(file.toString(), text, problems));
    }

    /** The same for a file that another one includes: that it cannot be read is shown at {@code at}. */
    static Optional<YamlNode> included(Path file, Path written, Mark at, long mostBytes, Problems problems) {
        return TextFile.included(file, written, at, mostBytes, problems)
            .flatMap(text -> NodeBuilder.build(file.toString(), text, problems));
    }
}
