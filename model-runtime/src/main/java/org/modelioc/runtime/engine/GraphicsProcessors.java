package org.modelioc.runtime.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.modelioc.schema.model.Device;

/** The graphics processors of NVIDIA in this machine, as the driver's folder lists them: no library is loaded for it. */
final class GraphicsProcessors {

    private static final Path FOLDER = Path.of("/proc/driver/nvidia/gpus");

    private GraphicsProcessors() {
    }

    /** All of them, none where there is no driver. */
    static List<Device> found() {
        if (!Files.isDirectory(FOLDER)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return IntStream.range(0, Math.toIntExact(folders.count())).mapToObj(Device::cuda).toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
