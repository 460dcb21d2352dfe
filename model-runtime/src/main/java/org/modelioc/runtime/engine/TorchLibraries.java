package org.modelioc.runtime.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folder with the native libraries of TorchScript. It is told by {@code PYTORCH_LIBRARY_PATH}, a variable of the
 * environment or a system property, because DJL reads that too: with it, nothing is unpacked and nothing fetched.
 */
final class TorchLibraries {

    private static final String PATH = "PYTORCH_LIBRARY_PATH";
    private static final String FLAVOR = "PYTORCH_FLAVOR";
    private static final List<String> FILES = List.of("libc10.so", "libtorch.so", "libtorch_cpu.so", "libdjl_torch.so");
    private static final String HOW = "fetch them once with 'mvn -Ptorchscript package -DskipTests' (450 MB on disk), or name"
        + " the folder that has them by the environment variable " + PATH;

    private TorchLibraries() {
    }

    /** Why they cannot be used, to be read after "TorchScript"; empty if they can. */
    static Optional<String> fault() {
        String path = setting(PATH);
        if (path == null) {
            return Optional.of("needs the native libraries of PyTorch, which this build does not have: " + HOW);
        }
        List<String> missing = FILES.stream().filter(file -> !Files.isReadable(Path.of(path, file))).toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of("needs the native libraries of PyTorch, and " + path
            + " (" + PATH + ") has no " + String.join(", no ", missing) + ": " + HOW);
    }

    /** Whether the folder is one for graphics processors. */
    static boolean forCuda() {
        String flavor = setting(FLAVOR);
        return flavor != null && flavor.startsWith("cu");
    }

    /**
     * Sets what DJL reads when it starts, where nobody has set it: no network, no telemetry, no threads beside the one that
     * runs a model.
     */
    static void prepare() {
        prefer(FLAVOR, "cpu");
        prefer("ai.djl.offline", "true");
        prefer("OPT_OUT_TRACKING", "true");
        prefer("ai.djl.pytorch.num_threads", "1");
        prefer("ai.djl.pytorch.num_interop_threads", "1");
    }

    private static void prefer(String name, String value) {
        if (setting(name) == null) {
            System.setProperty(name, value);
        }
    }

    private static String setting(String name) {
        String value = System.getenv(name);
        return value == null || value.isEmpty() ? System.getProperty(name) : value;
    }
}
