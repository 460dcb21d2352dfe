package org.modelioc.ioc.autosave;

import java.util.List;
import org.modelioc.schema.yaml.Words;

/**
 * What was restored at start, and what was not.
 *
 * @param status  how it went
 * @param summary one sentence
 * @param lines   one sentence for each file that was passed over and each value that was not restored, with its place
 */
record RestoreReport(SaveStatus status, String summary, List<String> lines) {

    /** Keeps an unmodifiable copy. */
    RestoreReport {
        lines = List.copyOf(lines);
    }

    /** The summary, and the first of the lines if there are any: what an operator sees in a PV. */
    String sentence() {
        return lines.isEmpty() ? summary
            : summary + "; " + Words.count(lines.size(), "complaint") + ", the first: " + lines.getFirst();
    }
}
