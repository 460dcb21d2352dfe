package org.modelioc.ioc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.pv.Deadbands;
import org.modelioc.schema.pv.DisplayForm;
import org.modelioc.schema.pv.OutOfLimits;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.pv.SavedFields;
import org.modelioc.schema.service.LatencyDefinition;
import org.modelioc.schema.type.InitialValue;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

class FirstStepsTest {

    private static PvDefinition pv(String name, PvType type, Range limits, Double... initial) {
        return new PvDefinition(name, null, type, "", "", 0, DisplayForm.DEFAULT, new InitialValue(List.of(initial), List.of()),
            Range.NONE, limits, 0, AlarmLimits.NONE, List.of(), Optional.empty(), "DEFAULT",
            SavedFields.DEFAULT, Deadbands.NONE,
                OutOfLimits.REJECT, "");
    }

    private static PvType scalar(ValueType type) {
        return new PvType.Scalar(type);
    }

    private static List<String> steps(PvDefinition output, PvDefinition... inputs) {
        return FirstSteps.of(new IocDefinition(Path.of("x"), List.of(), "T:", "", null, List.of(), Arrays.asList(inputs),
            List.of(pv("IMG", new PvType.Image(ValueType.UBYTE, 100, 100, false), Range.NONE), output), List.of(), List.of(),
            Optional.empty(), Optional.empty(), Optional.empty(), LatencyDefinition.DEFAULT,
            Optional.empty()));
    }

    private static String put(PvDefinition... inputs) {
        List<String> steps = steps(pv("OUT", PvType.DOUBLE, Range.NONE), inputs);
        return steps.size() > 2 ? steps.get(2) : "";
    }

    @Test
    void readsAScalarIfThereIsOne() {
        assertThat(steps(pv("OUT", PvType.DOUBLE, Range.NONE))).containsExactly("pvget T:OUT", "pvmonitor T:OUT");
        assertThat(steps(pv("WAVE", new PvType.Array(ValueType.INT, 9), Range.NONE))).startsWith("pvget T:IMG");
    }

    @Test
    void setsAnythingToAnotherValueThatItTakes() {
        assertThat(put(pv("A", PvType.DOUBLE, new Range(-5, 5), 0.5))).isEqualTo("pvput T:A 1.5");
        assertThat(put(pv("A", PvType.DOUBLE, new Range(-5, 5), 5.0))).isEqualTo("pvput T:A 4.0");
        assertThat(put(pv("A", scalar(ValueType.UBYTE), Range.NONE, 255.0))).isEqualTo("pvput T:A 254");
        assertThat(put(pv("A", scalar(ValueType.INT), new Range(0, 2), 1.0))).isEqualTo("pvput T:A 2");
        assertThat(put(pv("A", scalar(ValueType.BOOLEAN), Range.NONE, 1.0))).isEqualTo("pvput T:A false");
        assertThat(put(pv("A", scalar(ValueType.STRING), Range.NONE))).isEqualTo("pvput T:A 'a word'");
        assertThat(put(pv("A", new PvType.Enumeration(List.of("OFF", "STAND BY")), Range.NONE, 0.0)))
            .isEqualTo("pvput T:A 'STAND BY'");
        assertThat(put(pv("A", new PvType.Array(ValueType.SHORT, 3), Range.NONE, 7.0))).isEqualTo("pvput T:A '[8, 7, 7]'");
    }

    @Test
    void leavesOutWhatIsTooLongToType() {
        assertThat(put(pv("W", new PvType.Array(ValueType.DOUBLE, 1_000), Range.NONE, 0.0),
            pv("A", PvType.DOUBLE, Range.NONE, 0.0))).isEqualTo("pvput T:A 1.0");
        assertThat(put(pv("W", new PvType.Array(ValueType.DOUBLE, 1_000), Range.NONE, 0.0))).isEmpty();
    }
}
