package org.modelioc.ioc.latency;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes evaluations as a trace that Perfetto and Chrome open: complete events ({@code "ph": "X"}) in µs, waiting and
 * evaluating on a track each.
 *
 * @see <a href="https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU">Trace Event Format</a>
 */
public final class ChromeTrace {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");
    private static final double NANOS_A_MICRO = 1_000;
    private static final long NANOS = 1_000_000_000L;
    private static final String[] STAGES = {"BEFORE", "INFER", "AFTER", "POST"};
    private static final int WAITING = 1;
    private static final int EVALUATING = 2;

    private ChromeTrace() {
    }

    /**
     * Writes a file of its own.
     *
     * @param ring     the evaluations; a copy that nobody else uses
     * @param pipeline full name of the pipeline
     * @param folder   where; made if it is not there
     * @return the file
     * @throws IOException if it cannot be written
     */
    public static Path write(TraceRing ring, String pipeline, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(pipeline.replaceAll("[^A-Za-z0-9_.\\-]", "_") + "-trace-" + DATE.format(LocalDateTime.now())
            + ".json");
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("{\"displayTimeUnit\": \"ns\", \"traceEvents\": [\n");
            name(out, "process_name", 0, pipeline);
            name(out, "thread_name", WAITING, "waiting");
            name(out, "thread_name", EVALUATING, "evaluating");
            for (int i = 0; i < ring.count(); i++) {
                evaluation(out, ring, i);
            }
            // an event that ends the list without a comma
            out.write("{\"name\": \"end\", \"ph\": \"M\", \"pid\": 1, \"args\": {}}\n]}\n");
        }
        return file;
    }

    private static void name(Writer out, String what, int track, String name) throws IOException {
        out.write("{\"name\": \"" + what + "\", \"ph\": \"M\", \"pid\": 1, \"tid\": " + track + ", \"args\": {\"name\": \""
            + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}},\n");
    }

    private static void evaluation(Writer out, TraceRing ring, int i) throws IOException {
        long origin = ring.time(0, 0);
        long stamp = ring.time(i, 6);
        Instant input = Instant.ofEpochSecond(Math.floorDiv(stamp, NANOS), Math.floorMod(stamp, NANOS));
        event(out, "WAIT", WAITING, ring.time(i, 0) - origin, ring.time(i, 1) - ring.time(i, 0), "");
        event(out, "evaluation", EVALUATING, ring.time(i, 1) - origin, ring.time(i, 5) - ring.time(i, 1),
            ", \"args\": {\"input stamp\": \"" + input + "\"}");
        for (int stage = 0; stage < STAGES.length; stage++) {
            event(out, STAGES[stage], EVALUATING, ring.time(i, stage + 1) - origin,
                ring.time(i, stage + 2) - ring.time(i, stage + 1), "");
        }
    }

    private static void event(Writer out, String name, int track, long from, long nanos, String more) throws IOException {
        out.write(String.format(Locale.ROOT,
            "{\"name\": \"%s\", \"ph\": \"X\", \"pid\": 1, \"tid\": %d, \"ts\": %.3f, \"dur\": %.3f%s},\n", name, track,
            from / NANOS_A_MICRO, nanos / NANOS_A_MICRO, more));
    }
}
