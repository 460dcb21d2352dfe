package org.modelioc.schema.yaml;

import java.nio.file.Path;

/**
 * A file that was read, in one of its uses.
 *
 * @param path  the file as problems name it
 * @param root  what it holds, as written
 * @param scope what holds in it
 */
record SourceFile(Path path, YamlNode root, Scope scope) {
}
