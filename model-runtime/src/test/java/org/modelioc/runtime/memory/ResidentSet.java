package org.modelioc.runtime.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What this process holds of the machine's memory, to see whether something is left behind. The heap is left out, where ZGC keeps
 * it (in shared memory): it grows into what it may have and gives it back late, which hides a leak as well as it looks like one.
 */
public final class ResidentSet {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long KILO = 1024;

    private ResidentSet() {
    }

    /**
     * Measures.
     *
     * @return bytes outside the heap; with another collector than ZGC the heap is in it
     * @throws IOException where there is no Linux
     */
    public static long outsideTheHeap() throws IOException {
        List<String> lines = Files.readAllLines(STATUS);
        return kilobytes(lines, "RssAnon:") + kilobytes(lines, "RssFile:");
    }

    private static long kilobytes(List<String> lines, String name) {
        return lines.stream().filter(line -> line.startsWith(name)).mapToLong(line ->
            Long.parseLong(line.substring(name.length()).replace("kB", "").strip())).sum() * KILO;
    }
}
