package org.modelioc.ioc.autosave;

import java.nio.file.Path;
import java.util.List;

/**
 * A save file that can be trusted: it is complete, and if it is one of ours, it has its checksum.
 *
 * @param path    where it lies
 * @param values  its values, in the order of the file
 * @param remarks what is wrong with single lines, each as {@code file:line: sentence}
 */
record SaveFile(Path path, List<Value> values, List<String> remarks) {

    /**
     * One value of the file.
     *
     * @param line  where it begins, from 1
     * @param name  the name, without what says no more than the PV alone ({@code .VAL} and {@code $})
     * @param value the value
     */
    record Value(int line, String name, SavedValue value) {
    }

    /** Keeps unmodifiable copies. */
    SaveFile {
        values = List.copyOf(values);
        remarks = List.copyOf(remarks);
    }

    /** The place of a line, as it begins a sentence about it. */
    String at(int line) {
        return path.getFileName() + ":" + line + ": ";
    }
}
