package org.modelioc.schema.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tensors, features and covariance of a card. */
class CardTensorTest {

    private static final String COUNTS = "[0, 1, 2, 3, 4, 4, 3, 2, 1, 0]";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        mean: 0.1                  | mean: -2.5            | 19:15: 'mean' must be at least 'minimum', which is -2, not -2.5
        mean: 0.1                  | mean: 2.5             | 18:18: 'maximum' must be at least 'mean', which is 2.5, not 2
        minimum: 1, maximum: 5     | minimum: 5, maximum: 1 | 34:76: 'maximum' must be at least 'minimum', which is 5, not 1
        standard-deviation: 0.5    | standard-deviation: -1 | 20:29: 'standard-deviation' must be at least 0, not -1
        name: Q2, | name: Q1, | 22:16: 'Q1' stands here a second time; the first is at card.yaml:14:15
        name: Q2,                  | name: "",             | 22:16: 'name' is empty; give a name
        tensor: settings           | tensor: s             | 23:13: 's' stands here a second time; the first is at card.yaml:11:13
        "float32[batch, 2]" | "float32[batch, 3]" | 13:5: the last dimension of float32[batch, 3] needs 3 features, but 2 are \
        listed
        "float32[batch, 2]" | "float32(batch, 2)" | 12:11: the type of tensor 'settings' must be written like float32[batch, \
        10], not 'float32(batch, 2)'
        "float32[steps]" | "float32[3]" | 25:5: the last dimension of float32[3] needs 3 features, but 1 is listed
        "float32[batch, steps, 1]" | "float32[n, steps, 1]" | 30:1: the first dimension of each tensor of 'outputs' must be \
        'batch', but that of 'envelope' is 'n'
        minimum: 0, maximum: 3.6   | minimum: 0            | 26:9: missing key 'maximum' in a feature of tensor 's'
        minimum: -2                | minimum: low          | 17:18: 'minimum' must be a number, not the text 'low'
        [0.25, 0.001] | [0.25, 0.002] | 28:3: 'covariance' must be symmetric, but row 2, column 1 is 0.001 and row 1, column \
        2 is 0.002
        [0.25, 0.001] | [-0.25, 0.001] | 28:3: 'covariance' has the variance -0.25 in row 1; it must be at least 0
        [0.25, 0.001] | [0.25, 0.001, 0] | 28:3: 'covariance' must have 2 rows of 2, as the inputs have features, not 2 of 2, 3
        [0.25, 0.001] | 0.25 | 28:5: a row of 'covariance' must be a list of numbers, not the number '0.25'
        [0.25, 0.001] | [0.25, x] | 28:12: each item of a row of 'covariance' must be a number, not the text 'x'
        """)
    void fault(String piece, String replacement, String expected) {
        assertThat(CardExample.in(folder).with(piece, replacement).problems()).contains("card.yaml:" + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        [1, 2, 3]                         | 3 numbers of sum 6 are given
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]    | 10 numbers of sum 0 are given
        [1, 1, 1, 1, 1, 1, 1, 1, 1, 0.5]  | one of them is negative or not whole
        [1, 1, 1, 1, 1, 1, 1, 1, 1, -1]   | one of them is negative or not whole
        """)
    void histogram(String written, String expected) {
        assertThat(CardExample.in(folder).with(COUNTS, written).problems()).containsExactly(
            "card.yaml:21:20: 'histogram' must be 10 whole numbers from 0, not all of them 0; " + expected);
    }

    @Test
    void covarianceOfTooFewRows() {
        assertThat(CardExample.in(folder).with("  - [0.001, 0.01]\n", "").problems()).containsExactly(
            "card.yaml:28:3: 'covariance' must have 2 rows of 2, as the inputs have features, not 1 of 2");
    }

    @Test
    void statisticsAreDueForTensorsWithABatch() {
        assertThat(CardExample.in(folder).with("        mean: 0.1\n", "").problems())
            .containsExactly("card.yaml:14:9: missing key 'mean' in a feature of tensor 'settings'");
    }

    @Test
    void outputsHaveNoStatistics() {
        assertThat(CardExample.in(folder).with("minimum: 1, maximum: 5", "minimum: 1, maximum: 5, mean: 2").problems())
            .containsExactly("card.yaml:34:79: unknown key 'mean' in a feature of tensor 'envelope'; allowed are name, units,"
                + " description, minimum, maximum");
    }

    @Test
    void inputsWithoutABatch() {
        assertThat(CardExample.in(folder).with("float32[batch, 2]", "float32[32, 2]").problems())
            .contains("card.yaml:10:1: no tensor of 'inputs' has 'batch' as its first dimension; at least one must");
    }
}
