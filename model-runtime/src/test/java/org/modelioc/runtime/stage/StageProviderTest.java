package org.modelioc.runtime.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.modelioc.runtime.stage.Chains.NAN;
import static org.modelioc.runtime.stage.Chains.chain;
import static org.modelioc.runtime.stage.Chains.run;
import static org.modelioc.runtime.stage.Chains.target;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.stage.ExtensionDefinition;
import org.modelioc.schema.stage.StageDefinition;
import org.modelioc.schema.stage.StageProvider;
import org.modelioc.schema.stage.StageSection;
import org.modelioc.schema.stage.StageTarget;

/** Stages that the class path brings along, such as {@link DeadbandProvider} of this test tree. */
class StageProviderTest {

    private static final String YAML = """
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
        """;

    @TempDir
    private Path folder;

    private StageDefinition read(String stage) throws Exception {
        Path file = Files.writeString(folder.resolve("ioc.yaml"), YAML.formatted(stage));
        return IocReader.read(file, Map.of()).pipelines().getFirst().before().getFirst();
    }

    /** Reads with further providers on the class path. */
    private StageDefinition readWith(String providers, String stage) throws Exception {
        Path services = Files.createDirectories(folder.resolve("jar/META-INF/services"));
        Files.writeString(services.resolve(StageProvider.class.getName()), providers);
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.resolve("jar/").toUri().toURL()}, usual)) {
            thread.setContextClassLoader(loader);
            return read(stage);
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    @Test
    void isReadLikeABuiltInOne() throws Exception {
        StageDefinition definition = read("deadband: {width: 0.5, elements: [B]}");
        assertThat(definition).isInstanceOf(DeadbandProvider.Definition.class);
        assertThatThrownBy(() -> read("deadband: {width: 0, hysteresis: 2}")).isInstanceOf(InvalidConfigurationException.class)
            .hasMessage(folder + "/ioc.yaml:11:27: 'width' must be above 0, not 0\n" + folder + "/ioc.yaml:11:30: unknown key"
                + " 'hysteresis' in stage 'deadband' of 'before'; allowed are tensor, elements, width");
        assertThatThrownBy(() -> read("dead-band: {width: 1}")).hasMessageContaining("there is no stage 'dead-band'")
            .hasMessageEndingWith("expression, deadband; did you mean 'deadband'?");
    }

    @Test
    void runsInAChain() throws Exception {
        StageChain chain = chain(Shape.of(1, 2), read("deadband: {width: 0.5, elements: [B]}"));
        assertThat(run(chain, 1, 1)).containsExactly(1, 1);
        assertThat(run(chain, 1.4, 1.4)).containsExactly(1.4, 1);
        assertThat(run(chain, 2, 2)).containsExactly(2, 2);
        assertThat(run(chain, 2, NAN)).containsExactly(2, NAN);
        run(chain, 0, 0);
        chain.reset();
        assertThat(run(chain, 0.1, 0.1)).containsExactly(0.1, 0.1);
    }

    @Test
    void mayRefuseAShape() {
        assertThatThrownBy(() -> chain(Shape.of(1, 5), new DeadbandProvider.Definition(target("deadband"), 1)))
            .isInstanceOf(InvalidConfigurationException.class)
            .hasMessage("test.yaml:20:9: stage 'deadband' on tensor 'x': more than 4 elements");
    }

    @Test
    void thatTakesTheNameOfABuiltInOne() {
        String name = ScaleProvider.class.getName();
        assertThatThrownBy(() -> readWith(name, "clip: {low: 0}")).isInstanceOf(InvalidConfigurationException.class)
            .hasMessage(folder + "/ioc.yaml:11:9: " + name + " on the class path adds a stage 'scale', but there is one of that"
                + " name; rename it");
    }

    @Test
    void thatCannotBeLoaded() {
        assertThatThrownBy(() -> readWith("site.Missing", "clip: {low: 0}")).isInstanceOf(InvalidConfigurationException.class)
            .hasMessage(folder + "/ioc.yaml:11:9: a stage on the class path cannot be used: " + StageProvider.class.getName()
                + ": Provider site.Missing not found");
    }

    @Test
    void thatCannotMakeItsStage() {
        assertThatThrownBy(() -> chain(Shape.of(1, 1), new Paper(target("paper"))))
            .isInstanceOf(InvalidConfigurationException.class).hasMessage("test.yaml:20:9: stage 'paper' on tensor 'x': its"
                + " definition, " + Paper.class.getName() + ", does not implement " + StageFactory.class.getName()
                + ", so there is no way to make the stage");
    }

    /** Takes a name that is taken. */
    public static final class ScaleProvider implements StageProvider {

        @Override
        public String name() {
            return "scale";
        }

        @Override
        public List<String> keys() {
            return List.of();
        }

        @Override
        public Optional<ExtensionDefinition> read(StageSection section) {
            return Optional.empty();
        }
    }

    /** Knows no way to make its stage. */
    record Paper(StageTarget target) implements ExtensionDefinition {
    }
}
