package org.modelioc.schema.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden rows of a card. */
class GoldenRowsTest {

    @TempDir
    private Path folder;

    @Test
    void mayStandInTheCardItself() throws Exception {
        CardExample example = CardExample.in(folder);
        String rows = example.golden().replace("\n", "\n    ");
        GoldenRows golden = example.with("rows: golden.json", "rows:\n    " + rows).read().golden();
        assertThat(golden.rows()).isEqualTo(32);
        assertThat(golden.outputs().getFirst().values()).hasSize(96);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "name": "line"       | "name": "lime"       | 2:9: these golden rows are of name 'lime', but the card is of 'line'
        "version": "1.2.0"   | "version": "1.1.0"   | 3:12: these golden rows are of version '1.1.0', but the card is of '1.2.0'
        "shape": [32, 2] | "shape": [32, 3] | 5:33: the shape of tensor 'settings' must fit [batch, 2] of the card, not [32, 3]
        "shape": [32, 2] | "shape": [64] | 5:33: the shape of tensor 'settings' must fit [batch, 2] of the card, not [64]
        "shape": [32, 2] | "shape": [32.5, 2] | 5:33: the shape of tensor 'settings' must fit [batch, 2] of the card, not \
        [32.5, 2]
        "shape": [32, 3, 1]  | "shape": [32, 4, 1]  | 9:33: 'steps' is 4 here, but 3 at golden.json:6:26
        "shape": [32, 3, 1]  | "shape": [96, 1, 1]  | 9:33: 'batch' is 96 here, but 32 at golden.json:5:33
        [0, 1.8, 3.6]        | [0, 1.8]             | 6:39: the tensor 's' of shape [3] needs 3 numbers, but 2 are listed
        [0, 1.8, 3.6]        | [0, 1.8, null]       | 6:48: each item of 'data' must be a number, not nothing
        [0, 1.8, 3.6]        | [0, 1.8, NaN]        | 6:48: each item of 'data' must be a number, not 'NaN', which is no number
        "tensor": "envelope" | "tensor": "envelop" | 9:12: the card has no tensor 'envelop' in its 'outputs', which are \
        envelope; did you mean 'envelope'?
        "tensor": "envelope" | "tensor": "envelop"  | 8:1: the tensor 'envelope' of the card is missing in 'outputs'
        "tensor": "s"        | "tensor": "settings" | 6:12: 'settings' stands here a second time; the first is at golden.json:5:12
        "outputs"            | "output"             | 1:1: missing key 'outputs' in the file
        """)
    void fault(String piece, String replacement, String expected) {
        assertThat(CardExample.in(folder).withGolden(piece, replacement).problems()).contains("golden.json:" + expected);
    }

    @Test
    void tooFewRows() {
        assertThat(CardExample.in(folder)
            .withGolden("\"shape\": [32, 2], \"data\": [" + CardExample.numbers(64), "\"shape\": [31, 2], \"data\": ["
                + CardExample.numbers(62))
            .withGolden("\"shape\": [32, 3, 1], \"data\": [" + CardExample.numbers(96), "\"shape\": [31, 3, 1], \"data\": ["
                + CardExample.numbers(93)).problems())
            .containsExactly("golden.json:5:33: golden rows must be at least 32, not 31");
    }

    @Test
    void notJson() {
        assertThat(CardExample.in(folder).withGolden("\"outputs\": [", "\"outputs\": [[").problems()).containsExactly(
            "golden.json:11:1: ',' or ']' is missing: the list that opens at line 8, column 12 is not closed before this");
    }

    @Test
    void valuesCannotBeChangedFromOutside() throws Exception {
        GoldenTensor tensor = CardExample.in(folder).read().golden().inputs().getLast();
        tensor.values()[0] = 99;
        assertThat(tensor.values()).containsExactly(0, 1.8, 3.6);
    }
}
