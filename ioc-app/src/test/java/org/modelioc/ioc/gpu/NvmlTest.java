package org.modelioc.ioc.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** NVIDIA's library through native calls; the functions called are the test's own, so that no GPU is needed. */
class NvmlTest {

    private static final double GIBIBYTE = 1L << 30;

    private final Arena functions = Arena.ofShared();
    private FakeNvml fake;

    @BeforeEach
    void makeLibrary() throws ReflectiveOperationException {
        fake = new FakeNvml(functions);
    }

    @AfterEach
    void free() {
        functions.close();
    }

    private Optional<Nvml> open() {
        return Nvml.open(fake.symbols(), Arena.ofShared());
    }

    @Test
    void everyGpuTellsItsFigures() {
        try (Nvml nvml = open().orElseThrow()) {
            assertThat(nvml.count()).isEqualTo(2);
            assertThat(nvml.name(1)).isEqualTo("NVIDIA Test GPU 1");
            assertThat(nvml.read(0)).isEqualTo(new GpuReading(40, GIBIBYTE, 80 * GIBIBYTE, 33, 71.5, ""));
            assertThat(nvml.read(1).load()).isEqualTo(41);
        }
        assertThat(fake.shutdowns).isEqualTo(1);
    }

    @Test
    void whatAGpuNeverTellsIsMissingAndNoProblem() {
        fake.unsupportedPower = 0;
        try (Nvml nvml = open().orElseThrow()) {
            assertThat(nvml.read(0)).isEqualTo(new GpuReading(40, GIBIBYTE, 80 * GIBIBYTE, 33, Double.NaN, ""));
            assertThat(nvml.read(1).power()).isEqualTo(71.5);
        }
    }

    @Test
    void aGpuThatIsLostSaysSo() {
        try (Nvml nvml = open().orElseThrow()) {
            fake.lostGpu = 1;
            GpuReading lost = nvml.read(1);
            assertThat(lost.problem()).isEqualTo("NVML: GPU is lost (15)");
            assertThat(lost.load()).isNaN();
            assertThat(lost.memoryUsed()).isNaN();
            assertThat(lost.temperature()).isNaN();
            assertThat(lost.power()).isNaN();
            assertThat(nvml.read(0).problem()).isEmpty();

            fake.lostGpu = -1;
            assertThat(nvml.read(1).load()).isEqualTo(41);
        }
    }

    @Test
    void aGpuThatOthersUseIsNoneOfOurs() {
        fake.forbidden = 0;
        try (Nvml nvml = open().orElseThrow()) {
            assertThat(nvml.count()).isEqualTo(1);
            assertThat(nvml.name(0)).isEqualTo("NVIDIA Test GPU 1");
        }
    }

    @Test
    void withoutAGpuThereIsNothing() {
        fake.gpus = 0;
        assertThat(open()).isEmpty();
        assertThat(fake.shutdowns).isEqualTo(1);
    }

    @Test
    void aLibraryThatCannotBeUsedIsAsNone() {
        fake.initResult = 9;
        assertThat(open()).isEmpty();
        fake.initResult = 0;
        fake.lacks("nvmlDeviceGetPowerUsage");
        assertThat(open()).isEmpty();
    }

    @Test
    void theHostsOwnLibraryMayBeThereOrNot() {
        Optional<Nvml> own = Nvml.open();
        own.ifPresent(nvml -> {
            try (nvml) {
                assertThat(nvml.count()).isPositive();
                assertThat(nvml.read(0).memory()).isPositive();
            }
        });
    }
}
