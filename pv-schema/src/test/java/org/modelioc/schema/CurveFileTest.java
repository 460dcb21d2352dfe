package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelioc.schema.stage.LookupDefinition;

/** Calibration curves from CSV files beside the YAML. */
class CurveFileTest {

    @TempDir
    private Path folder;

    private Example with(String file) {
        return Example.in(folder).with("      efficiency: [EFF:LEBT]\n",
            "      efficiency: [EFF:LEBT]\n    before:\n      - lookup: {file: " + file + "}\n");
    }

    private Example withText(String text) throws Exception {
        Files.writeString(folder.resolve("sol1.csv"), text);
        return with("sol1.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,0\n10,0.12\n", "# SOL1, measured\ncurrent/A, field/T\n0, 0\n\n10, 1.2e-1\n", "0;0\r\n10;0.12",
        "0\t0\n10\t+.12\n", "\uFEFFx,y\n0,0\n10,0.12"})
    void forms(String text) throws Exception {
        assertThat(((LookupDefinition) withText(text).read().pipelines().getFirst().before().getFirst()).curve())
            .isEqualTo(new LookupDefinition.Curve(List.of(0.0, 10.0), List.of(0.0, 0.12)));
    }

    @ParameterizedTest
    @CsvSource({
        "'0,0\n10,0.12,3\n', 'sol1.csv:2:1: two numbers, x and y, are due here, separated by '','', '';'' or a tab, not"
            + " ''10,0.12,3'''",
        "'x,y\n0,zero\n', 'sol1.csv:2:1: ''zero'' must be a finite number'",
        "'0,0\nx,y\n', 'sol1.csv:2:1: ''x'' must be a finite number'",
        "'0,0\n1,NaN\n', 'sol1.csv:2:1: ''NaN'' must be a finite number'",
        "'0,0\n1,1d\n', 'sol1.csv:2:1: ''1d'' must be a finite number'",
        "'0,0\n1,1\n# back\n0.5,2\n', 'sol1.csv:4:1: the x of a curve must go strictly up or strictly down, but 0.5 follows 1'",
        "'x,y\n0,0\n', 'sol1.csv: a curve needs at least two points, not 1'",
        "'', 'sol1.csv: a curve needs at least two points, not 0'"})
    void mistakeIsShownInTheCsvFile(String text, String problem) throws Exception {
        assertThat(withText(text).problems()).containsExactly(problem);
    }

    @Test
    void fileThatIsNotThere() throws Exception {
        Files.writeString(folder.resolve("sol1.csv"), "0,0\n");
        assertThat(with("sol2.csv").problems())
            .containsExactly("ioc.yaml:35:24: the file 'sol2.csv' does not exist; did you mean 'sol1.csv'?");
        assertThat(with("curves/sol2.csv").problems())
            .containsExactly("ioc.yaml:35:24: the file 'curves/sol2.csv' does not exist: there is no folder '" + folder
                .resolve("curves").toString().replace(folder + "/", "") + "'");
    }

    @Test
    void whatIsNoCsvFile() throws Exception {
        Files.createDirectory(folder.resolve("curves"));
        Files.write(folder.resolve("latin.csv"), "0,0\n#\u00b0C\n1,1".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("large.csv"), new byte[(8 << 20) + 1]);
        assertThat(with("curves").problems())
            .containsExactly("ioc.yaml:35:24: the file 'curves' is a directory; name a CSV file");
        assertThat(with("latin.csv").problems())
            .containsExactly("ioc.yaml:35:24: the file 'latin.csv' is not UTF-8 text; save it as CSV in UTF-8");
        assertThat(with("large.csv").problems())
            .containsExactly("ioc.yaml:35:24: the file 'large.csv' is larger than the 8 MiB that are allowed for a curve");
        assertThat(with("/dev/null").problems())
            .containsExactly("ioc.yaml:35:24: the file '/dev/null' is a device or a pipe, not a file");
        assertThat(with("[]").problems()).containsExactly(
            "ioc.yaml:35:24: 'file' must name a CSV file, relative to the folder of this file, not an empty list");
        assertThat(with("\"\"").problems()).containsExactly(
            "ioc.yaml:35:24: 'file' must name a CSV file, relative to the folder of this file, not the text '' in quotes");
    }
}
