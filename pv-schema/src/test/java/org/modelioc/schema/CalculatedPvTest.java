package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelioc.schema.pv.CalculationDefinition;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** PVs that expressions make of others. */
class CalculatedPvTest {

    @TempDir
    private Path folder;

    private Example with(String calculated) {
        return Example.in(folder).with("pipelines:\n", "calculated:\n" + calculated.indent(2) + "pipelines:\n");
    }

    @Test
    void anExpressionOverInputsAndOutputs() throws Exception {
        CalculationDefinition loss =
            with("LOSS: {expression: \"100 - EFF:LEBT * SOL1:DI:SP\", EGU: \"%\", alarms: {high: 5}}").read().calculations()
                .getFirst();

        assertThat(loss.pv().name()).isEqualTo("LOSS");
        assertThat(loss.pv().units()).isEqualTo("%");
        assertThat(loss.pv().type()).isEqualTo(PvType.DOUBLE);
        assertThat(loss.operands()).extracting(operand -> operand.name()).containsExactly("SOL1:DI:SP", "EFF:LEBT");
    }

    @Test
    void anArrayIsWhatTheExpressionGives() throws Exception {
        Example waves = with("TWICE: {expression: \"2 * WAVE\"}").with("  SOL2:DI:SP: {}\n",
            "  SOL2:DI:SP: {}\n  WAVE: {type: \"double[7]\"}\n");

        assertThat(waves.read().calculations().getFirst().pv().type()).isEqualTo(new PvType.Array(ValueType.DOUBLE, 7));
    }

    @Test
    void anInputThatOnlyAnExpressionUsesIsUsed() throws Exception {
        assertThat(with("SHIFT: {expression: \"EFF:LEBT - REF\"}").with("  SOL2:DI:SP: {}\n",
            "  SOL2:DI:SP: {}\n  REF: {}\n").read().inputs()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "X: {}                                        | missing key 'expression' in calculated PV 'X'",
        "X: {expression: \"EFF:LEBT +\"}              | 'expression', column 11",
        "X: {expression: \"EFF:LEBTT\"}               | 'expression', column 1",
        "X: {expression: \"1 + 2\"}                   | 'expression' uses no PV",
        "X: {expression: EFF:LEBT, value: 2}          | a calculated PV has no 'value', since its 'expression' makes it",
        "X: {expression: EFF:LEBT, type: \"int[3]\"}  | the expression gives one number, which this type does not hold",
        "X: {expression: EFF:LEBT, type: string}      | the expression gives one number, which this type does not hold",
        "SOL1:DI:SP: {expression: EFF:LEBT}           | the PV 'SOL1:DI:SP' is declared a second time",
        "X: {expression: EFF:LEBT, unit: A}           | unknown key 'unit' in calculated PV 'X'"})
    void faults(String calculated, String fault) {
        assertThat(with(calculated).problems()).anyMatch(problem -> problem.contains(fault));
    }
}
