package org.example.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.runtime.stage.Shape;
import org.modelioc.runtime.stage.StageChain;
import org.modelioc.runtime.stage.StageContext;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.json.ConfigurationSchema;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.stage.StageDefinition;

/** The stage from its YAML on, as the program uses it. */
class RateLimitTest {

    private static final long SECOND = 1_000_000_000;

    @TempDir
    private Path folder;

    private List<StageDefinition> read(String stage) throws Exception {
        return IocReader.read(Files.writeString(folder.resolve("ioc.yaml"), """
            ioc: {prefix: "T:"}
            models: {m: {file: m.onnx, inputs: {x: "float32[batch, 2]"}, outputs: {y: "float32[batch, 1]"}}}
            inputs: {A: {}, B: {}}
            outputs: {C: {}}
            pipelines:
              p:
                model: m
                inputs: {x: [A, B]}
                outputs: {y: [C]}
                before:
                  - %s
            """.formatted(stage)), Map.of()).pipelines().getFirst().before();
    }

    private StageChain chain(String stage) throws Exception {
        return StageChain.plan(read(stage), Shape.of(1, 2), 2, true, StageContext.NONE);
    }

    private static double[] run(StageChain chain, long stamp, double... row) throws Exception {
        System.arraycopy(row, 0, chain.input(), 0, row.length);
        chain.run(stamp);
        return chain.output().clone();
    }

    @Test
    void anElementChangesByNoMoreThanSoMuchASecond() throws Exception {
        StageChain chain = chain("rate-limit: {per-second: 2}");
        assertThat(run(chain, 0, 10, 0)).containsExactly(10, 0);
        assertThat(run(chain, SECOND, 20, -0.5)).containsExactly(12, -0.5);
        assertThat(run(chain, 4 * SECOND, 20, -20)).containsExactly(18, -6.5);
        assertThat(run(chain, 9 * SECOND, 20, -7)).containsExactly(20, -7);
        assertThat(run(chain, 9 * SECOND / 2, 30, -7)).as("no time where a stamp goes back").containsExactly(20, -7);
        assertThat(run(chain, 5 * SECOND, Double.NaN, -7)).containsExactly(Double.NaN, -7);
        assertThat(run(chain, 6 * SECOND, 90, -7)).as("a first value").containsExactly(90, -7);
        chain.reset();
        assertThat(run(chain, 7 * SECOND, 5, 5)).containsExactly(5, 5);
    }

    @Test
    void aPartOfTheElements() throws Exception {
        StageChain chain = chain("rate-limit: {per-second: 2, elements: [B]}");
        run(chain, 0, 1, 1);
        assertThat(run(chain, SECOND, 9, 9)).containsExactly(new double[] {9, 3}, within(1e-12));
    }

    @Test
    void mistakesAreShownAtTheirPlaces() {
        assertThatThrownBy(() -> read("rate-limit: {}")).isInstanceOf(InvalidConfigurationException.class)
            .hasMessage(folder + "/ioc.yaml:11:9: missing key 'per-second' in stage 'rate-limit' of 'before'");
        assertThatThrownBy(() -> read("rate-limit: {per-second: -1}"))
            .hasMessage(folder + "/ioc.yaml:11:34: 'per-second' must be above 0, not -1");
        assertThatThrownBy(() -> read("rate-limits: {per-second: 1}"))
            .hasMessageEndingWith("rate-limit; did you mean 'rate-limit'?");
    }

    @Test
    void editorsKnowIt() {
        assertThat(ConfigurationSchema.text()).contains("\"rate-limit\"", "\"per-second\"");
    }

    @Test
    void aRunAllocatesNothing() throws Exception {
        StageChain chain = chain("rate-limit: {per-second: 2}");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = 0;
        for (int i = 0; i < 20_000; i++) {
            if (i == 10_000) {
                bytes = threads.getCurrentThreadAllocatedBytes();
            }
            chain.input()[0] = i % 7;
            chain.run(i);
        }
        assertThat((threads.getCurrentThreadAllocatedBytes() - bytes) / 10_000.0).as("bytes a run").isLessThan(1);
    }
}
