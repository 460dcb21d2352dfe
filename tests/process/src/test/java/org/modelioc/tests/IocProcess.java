package org.modelioc.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program, running as a process of its own on the loopback interface. */
final class IocProcess implements AutoCloseable {

    /** The source tree, where {@code ./model-ioc} lies. */
    static final Path HOME = Path.of(System.getProperty("modelioc.home")).toAbsolutePath();
    /** The example configuration. */
    static final Path LEBT = HOME.resolve("config/lebt/lebt.yaml");

    private static final Pattern READY =
        Pattern.compile("READY .*: (\\d+) PVs, pvAccess TCP port (\\d+), UDP port (\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private Matcher ready;

    /** What a process that has ended left. */
    record Ended(int exitCode, String output) {
    }

    private IocProcess(List<String> command, Path folder, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        Map<String, String> env = builder.environment();
        env.keySet().removeIf(name -> name.startsWith("EPICS_"));
        env.put("MODEL_IOC_BUILD", "never");
        env.put("EPICS_PVAS_INTF_ADDR_LIST", "127.0.0.1");
        env.put("EPICS_PVAS_SERVER_PORT", Integer.toString(Ports.free()));
        env.put("EPICS_PVAS_BROADCAST_PORT", Integer.toString(TestClient.SEARCH_PORT));
        env.put("EPICS_PVAS_AUTO_BEACON_ADDR_LIST", "NO");
        env.put("EPICS_PVAS_BEACON_ADDR_LIST", "127.0.0.1");
        env.putAll(environment);
        process = builder.start();
        reader = Thread.ofVirtual().start(this::read);
    }

    /** Starts {@code ./model-ioc} with these arguments, in the folder of the source tree. */
    static IocProcess launch(Map<String, String> environment, String... arguments) throws IOException {
        return launch(HOME.resolve("model-ioc"), HOME, environment, arguments);
    }

    /** Starts a launcher in a folder. */
    static IocProcess launch(Path launcher, Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(launcher.toString());
        command.addAll(List.of(arguments));
        return new IocProcess(command, folder, environment);
    }

    /** Runs a configuration and waits until it is ready. */
    static IocProcess run(Path config, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run", config.toString()));
        arguments.addAll(List.of(more));
        return launch(Map.of(), arguments.toArray(String[]::new)).awaitReady();
    }

    private void read() {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            }
        } catch (IOException e) {
            // the process was killed
        } finally {
            synchronized (lines) {
                lines.add("(end)");
                lines.notifyAll();
            }
        }
    }

    /** Waits for the READY line. */
    IocProcess awaitReady() throws InterruptedException {
        ready = READY.matcher(awaitLine("READY"));
        if (!ready.matches()) {
            throw new AssertionError("no ports in: " + ready);
        }
        return this;
    }

    /** Waits for a line that contains a text. */
    String awaitLine(String text) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (lines) {
            int seen = 0;
            while (true) {
                for (; seen < lines.size(); seen++) {
                    if (lines.get(seen).contains(text)) {
                        return lines.get(seen);
                    }
                    if (lines.get(seen).equals("(end)")) {
                        throw new AssertionError("ended without '" + text + "':\n" + output());
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("no '" + text + "' in:\n" + output());
                }
                lines.wait(left);
            }
        }
    }

    String output() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    int pvCount() {
        return Integer.parseInt(ready.group(1));
    }

    int tcpPort() {
        return Integer.parseInt(ready.group(2));
    }

    int udpPort() {
        return Integer.parseInt(ready.group(3));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends a signal, for example INT. */
    void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    /** Waits for the end. */
    Ended await() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running:\n" + output());
        }
        reader.join();
        String output = output();
        return new Ended(process.exitValue(), output.substring(0, output.length() - "(end)".length()).stripTrailing());
    }

    /** Resident memory in bytes, from the system. */
    long residentBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        throw new IOException("no VmRSS");
    }

    /** Open file descriptors. */
    int descriptors() {
        return Path.of("/proc/" + process.pid() + "/fd").toFile().list().length;
    }

    /** Threads, from the system. */
    int threads() {
        return Path.of("/proc/" + process.pid() + "/task").toFile().list().length;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
