package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.modelioc.schema.problem.InvalidConfigurationException;

/**
 * A valid file {@code ioc.yaml}, and what its reader says once a piece of it is replaced.
 *
 * @param folder where the file is written
 * @param yaml   its text
 */
record Example(Path folder, String yaml) {

    private static final String VALID = """
        macros:
          P: "LEBT:"
        ioc:
          prefix: $(P)
          description: LEBT surrogate (synthetic)
          server: {max-connections: 100, idle-timeout: 30 s, send-queue: 5000, receive-budget: 16 MiB}
        models:
          lebt:
            file: ../models/lebt.onnx
            inputs:
              settings: float32[batch, 2]
            outputs:
              efficiency: float32[batch, 1]
        inputs:
          SOL1:DI:SP:
            description: Solenoid 1
            units: A
            precision: 2
            form: Decimal
            value: 0.5
            display: {low: -20, high: 20}
            limits: {low: -15, high: 15, step: 0.1}
            alarms: {lolo: -14, low: -12, high: 12, hihi: 14, hysteresis: 0.2, severities: {low: NO_ALARM}}
          SOL2:DI:SP: {}
        outputs:
          EFF:LEBT: {units: "%", alarms: {low: 5}}
        pipelines:
          TRANSPORT:
            model: lebt
            inputs:
              settings: [SOL1:DI:SP, SOL2:DI:SP]
            outputs:
              efficiency: [EFF:LEBT]
        """;

    static Example in(Path folder) {
        return new Example(folder, VALID);
    }

    static Example of(Path folder, String yaml) {
        return new Example(folder, yaml);
    }

    /** The same with one piece replaced, which must be there once. */
    Example with(String piece, String replacement) {
        assertThat(yaml.split(Pattern.quote(piece), -1)).as("'%s' once in the file", piece).hasSize(2);
        return new Example(folder, yaml.replace(piece, replacement));
    }

    /** Reads it, with macros such as {@code P=X:}. */
    IocDefinition read(String... macros) throws InvalidConfigurationException {
        return IocReader.read(write(), macros(macros));
    }

    /** What is wrong with it, without the folder; at least one problem. */
    List<String> problems(String... macros) {
        Path file = write();
        InvalidConfigurationException fault =
            catchThrowableOfType(InvalidConfigurationException.class, () -> IocReader.read(file, macros(macros)));
        assertThat(fault).as("a fault in the file").isNotNull();
        return fault.problems().stream().map(problem -> problem.toString().replace(folder + "/", "")).toList();
    }

    private Path write() {
        try {
            return Files.writeString(folder.resolve("ioc.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> macros(String... macros) {
        return Arrays.stream(macros).map(macro -> macro.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
