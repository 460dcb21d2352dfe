package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.pv.PvDefinition;

/**
 * Configurations of several files.
 *
 * @param root where they are written
 */
record Folder(Path root) {

    /** All that a file needs beside inputs: a model of so many, and a pipeline that takes all there are. */
    static String around(int inputs) {
        return """
            ioc: {prefix: "T:"}
            models: {m: {file: m.onnx, inputs: {x: "float32[batch, %d]"}, outputs: {y: "float32[batch, 1]"}}}
            outputs: {C: {}}
            pipelines: {RUN: {model: m, inputs: {x: ["*"]}, outputs: {y: [C]}}}
            """.formatted(inputs);
    }

    /** Writes a file, with the folders above it. */
    Folder with(String file, String text) {
        try {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads {@code ioc.yaml}. */
    IocDefinition read() throws InvalidConfigurationException {
        return read(Map.of());
    }

    IocDefinition read(Map<String, String> macros) throws InvalidConfigurationException {
        return IocReader.read(root.resolve("ioc.yaml"), macros);
    }

    /** Names of its inputs. */
    List<String> inputs() throws InvalidConfigurationException {
        return read().inputs().stream().map(PvDefinition::name).toList();
    }

    /** What is wrong with {@code ioc.yaml}, without the folder. */
    List<String> problems() {
        return problems(Map.of());
    }

    List<String> problems(Map<String, String> macros) {
        InvalidConfigurationException fault =
            catchThrowableOfType(InvalidConfigurationException.class, () -> read(macros));
        assertThat(fault).as("a fault in the files").isNotNull();
        return fault.problems().stream().map(problem -> problem.toString().replace(root + "/", "")).toList();
    }
}
