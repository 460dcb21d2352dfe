package org.modelioc.schema.service;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;

/** Reads the folder that something is to be written to. */
final class Folders {

    private Folders() {
    }

    /**
     * A folder, relative to that of the file in which it stands.
     *
     * @param section  has the key
     * @param key      the key
     * @param what     what is to be in it, for the sentence
     * @param problems takes what is wrong
     * @return absolute; nothing if the key is not there or wrong
     */
    static Optional<Path> read(Section section, String key, String what, Problems problems) {
        Optional<String> text = section.line(key);
        if (text.isPresent() && text.get().isBlank()) {
            problems.add(section.at(key), "'" + key + "' is empty; give the folder of " + what + ", relative to this file"
                + " or absolute");
            return Optional.empty();
        }
        try {
            return text.map(given -> section.at(key).folder().resolve(given).normalize());
        } catch (InvalidPathException e) {
            problems.add(section.at(key), "'" + key + "' is no path: " + e.getReason());
            return Optional.empty();
        }
    }
}
