package org.modelioc.schema.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.tensor.ElementType;
import org.modelioc.schema.tensor.TensorType;

/** The card of a model. */
class ModelCardTest {

    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @TempDir
    private Path folder;

    @Test
    void everyValueOfTheFilesIsOnTheCard() throws Exception {
        ModelCard card = CardExample.in(folder).read();
        String file = folder.resolve("card.yaml").toString();

        assertThat(card.source()).isEqualTo(folder.resolve("card.yaml"));
        assertThat(card.name()).isEqualTo("line");
        assertThat(card.version()).isEqualTo("1.2.0");
        assertThat(card.description()).isEqualTo("Beam along a line (synthetic)");
        assertThat(card.authors()).containsExactly("A. Author", "B. Author");
        assertThat(card.synthetic()).isTrue();
        assertThat(card.trainedOn()).isEqualTo(new TrainingData("transport.line", "1.0", 7, 1000, LocalDate.of(2026, 1, 31)));
        assertThat(card.files()).containsExactly(
            new ModelFile(folder.resolve("line.onnx"), ModelFile.Format.ONNX, ABC, new SourcePosition(file, 8, 45)),
            new ModelFile(folder.resolve("line.pt"), ModelFile.Format.TORCHSCRIPT, NOTHING, new SourcePosition(file, 9, 50)));
        assertThat(card.inputs()).containsExactly(
            new InputTensor("settings", new TensorType(ElementType.FLOAT32, List.of(TensorType.DYNAMIC, 2L)),
                List.of("batch", "2"), List.of(
                    new InputFeature("Q1", "T/m", "Gradient", -2, 2, 0.1, 0.5, List.of(0L, 1L, 2L, 3L, 4L, 4L, 3L, 2L, 1L, 0L)),
                    new InputFeature("Q2", "", "", 0, 1, 0.5, 0.1, List.of(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L)))),
            new InputTensor("s", new TensorType(ElementType.FLOAT32, List.of(TensorType.DYNAMIC)), List.of("steps"), List.of(
                new InputFeature("s", "m", "", 0, 3.6, Double.NaN, Double.NaN, List.of()))));
        assertThat(card.covariance()).containsExactly(List.of(0.25, 0.001), List.of(0.001, 0.01));
        assertThat(card.outputs()).containsExactly(
            new OutputTensor("envelope", new TensorType(ElementType.FLOAT32, List.of(TensorType.DYNAMIC, TensorType.DYNAMIC, 1L)),
                List.of("batch", "steps", "1"), List.of(new OutputFeature("sigma-x", "mm", "Size", 1, 5))));
    }

    @Test
    void goldenRowsComeFromTheFileBesideTheCard() throws Exception {
        GoldenRows golden = CardExample.in(folder).read().golden();

        assertThat(golden.tolerance()).isEqualTo(1e-5);
        assertThat(golden.rows()).isEqualTo(32);
        assertThat(golden.inputs()).extracting(GoldenTensor::name).containsExactly("settings", "s");
        assertThat(golden.inputs()).extracting(GoldenTensor::shape).containsExactly(List.of(32L, 2L), List.of(3L));
        assertThat(golden.inputs().getLast().values()).containsExactly(0, 1.8, 3.6);
        assertThat(golden.outputs().getFirst().shape()).containsExactly(32L, 3L, 1L);
        assertThat(golden.outputs().getFirst().values()).hasSize(96).endsWith(47, 47.5);
    }

    @Test
    void toleranceIsRelativeToTheRangeOfTheFeatureOrAbsolute() throws Exception {
        OutputFeature feature = new OutputFeature("x", "mm", "", 1, 5);
        assertThat(CardExample.in(folder).read().golden().allowed(feature)).isEqualTo(4e-5, within(1e-18));
        assertThat(CardExample.in(folder).with("  relative-to: range\n", "").read().golden().allowed(feature)).isEqualTo(1e-5);
    }

    @ParameterizedTest
    @CsvSource({"name, 'name: line\n'", "version, 'version: \"1.2.0\"\n'", "synthetic, 'synthetic: true\n'",
        "authors, 'authors: [A. Author, B. Author]\n'", "covariance, 'covariance:\n  - [0.25, 0.001]\n  - [0.001, 0.01]\n'",
        "golden, 'golden:\n  tolerance: 1e-5\n  relative-to: range\n  rows: golden.json\n'"})
    void missingKey(String key, String piece) {
        assertThat(CardExample.in(folder).with(piece, "").problems())
            .containsExactly("card.yaml:1:1: missing key '" + key + "' in the file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        synthetic: true         | synthetic: yes   | 5:12: 'synthetic' must be true or false, not the boolean 'yes'
        name: line              | name: ""         | 1:7: 'name' is empty; give one
        [A. Author, B. Author]  | []               | 4:10: 'authors' is empty; at least one is due
        [A. Author, B. Author]  | [[A]]            | 4:11: each author must be a name, not a list
        [A. Author, B. Author]  | A. Author        | 4:10: 'authors' must be a list of names, not the text 'A. Author'
        date: 2026-01-31        | date: 31.1.2026  | 6:88: 'date' must be a day such as 2026-01-31, not '31.1.2026'
        seed: 7                 | seed: -7         | 6:64: 'seed' must be a whole number from 0 to 1000000000000000, not -7
        samples: 1000           | samples: 0       | 6:76: 'samples' must be a whole number from 1 to 1000000000000000, not 0
        seed: 7,                | sed: 7,          | 6:1: missing key 'seed' in 'trained-on'
        format: onnx | format: ONNX | 8:31: 'format' must be one of onnx, torchscript, not 'ONNX'; did you mean 'onnx'?
        path: line.onnx         | path: ../a.onnx  | 8:12: 'path' must be the name of a file beside the card, not '../a.onnx'
        path: line.onnx         | path: ..         | 8:12: 'path' must be the name of a file beside the card, not '..'
        path: line.onnx         | path: /a.onnx    | 8:12: 'path' must be the name of a file beside the card, not '/a.onnx'
        path: line.onnx         | path: line.pt    | 9:12: this file stands here a second time; the first is at card.yaml:8:12
        f20015ad} | f20015AD} | 8:45: 'sha256' must be 64 digits 0 to 9 and a to f, not \
        'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015AD' with 64 characters
        f20015ad} | f20015a} | 8:45: 'sha256' must be 64 digits 0 to 9 and a to f, not \
        'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a' with 63 characters
        tolerance: 1e-5         | tolerance: 0     | 36:14: 'tolerance' must be above 0, not 0
        relative-to: range      | relative-to: max | 37:16: 'relative-to' must be one of absolute, range, not 'max'
        rows: golden.json | rows: ../a.json | 38:9: 'rows' must be the name of a file beside the card, or the rows \
        themselves, not '../a.json'
        """)
    void fault(String piece, String replacement, String expected) {
        assertThat(CardExample.in(folder).with(piece, replacement).problems()).contains("card.yaml:" + expected);
    }

    @Test
    void noFiles() {
        CardExample example = CardExample.in(folder);
        String card = example.card().replaceFirst("files:\n( .*\n)+", "files: []\n");
        assertThat(new CardExample(folder, card, example.golden()).problems())
            .containsExactly("card.yaml:7:8: 'files' is empty; at least one is due");
    }

    @Test
    void missingGoldenFile() throws Exception {
        Files.writeString(folder.resolve("golden.json"), "");
        assertThat(CardExample.in(folder).with("rows: golden.json", "rows: goldn.json").problems())
            .containsExactly("goldn.json: no such file; did you mean 'golden.json'?");
    }

    @Test
    void filesThatAreThoseOfTheCard() throws Exception {
        Files.writeString(folder.resolve("line.onnx"), "abc");
        Files.writeString(folder.resolve("line.pt"), "");
        ModelCard card = CardExample.in(folder).read();
        card.verifyFiles();
        assertThat(card.files()).extracting(ModelFile::sha256).containsExactly(ABC, NOTHING);
    }

    @Test
    void filesThatAreMissingOrOthers() throws Exception {
        Files.writeString(folder.resolve("line.pt"), "abc");
        ModelCard card = CardExample.in(folder).read();
        assertThat(CardExample.problems(folder, catchThrowableOfType(InvalidConfigurationException.class, card::verifyFiles)))
            .containsExactly("card.yaml:8:45: the file 'line.onnx' is missing",
                "card.yaml:9:50: the file 'line.pt' has the SHA-256 " + ABC + ", but the card is for " + NOTHING
                    + "; take card and files of the same version");
    }

    @Test
    void fileThatIsADirectory() throws Exception {
        Files.createDirectory(folder.resolve("line.onnx"));
        Files.writeString(folder.resolve("line.pt"), "");
        ModelCard card = CardExample.in(folder).read();
        assertThat(CardExample.problems(folder, catchThrowableOfType(InvalidConfigurationException.class, card::verifyFiles)))
            .singleElement().asString().startsWith("card.yaml:8:45: the file 'line.onnx' cannot be read: ");
    }
}
