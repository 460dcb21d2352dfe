package org.modelioc.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program, started as a user does. */
final class RunningIoc implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("READY .*: (\\d+) PVs, .*");
    private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");

    private final Process process;
    private final int pvs;
    private final double readySeconds;
    private final Duration readyCpu;

    /** Starts it and waits until it is ready. */
    RunningIoc(Path home, Path configuration) throws IOException {
        long start = System.nanoTime();
        process = new ProcessBuilder(home.resolve("model-ioc").toString(), "run", configuration.toString())
            .redirectError(configuration.resolveSibling("ioc.log").toFile()).start();
        // not closed: what the program says later has nowhere else to go
        BufferedReader out = process.inputReader();
        Matcher ready = READY.matcher("");
        StringBuilder said = new StringBuilder();
        while (!ready.matches()) {
            String line = out.readLine();
            if (line == null) {
                throw new IOException("the IOC ended before it was ready:\n" + said);
            }
            said.append(line).append('\n');
            ready.reset(line);
        }
        readySeconds = (System.nanoTime() - start) / 1e9;
        readyCpu = cpu();
        pvs = Integer.parseInt(ready.group(1));
        Thread.ofVirtual().start(() -> out.lines().forEach(_ -> { }));
    }

    int pvs() {
        return pvs;
    }

    /** From the start of the process to its READY line. */
    double readySeconds() {
        return readySeconds;
    }

    /** What all of its threads took of the processors up to then. */
    Duration readyCpu() {
        return readyCpu;
    }

    /** What all of its threads have taken of the processors. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Bytes of all objects in use, after a garbage collection. */
    long heap() throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process histogram = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.class_histogram").start();
        try (BufferedReader lines = histogram.inputReader()) {
            return lines.lines().map(TOTAL::matcher).filter(Matcher::find).mapToLong(total -> Long.parseLong(total.group(1)))
                .findFirst().orElseThrow(() -> new IOException("no total in the histogram of jcmd"));
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
