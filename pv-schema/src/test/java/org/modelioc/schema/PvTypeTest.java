package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.alarm.ChoiceAlarm;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.type.InitialValue;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.PvType.Table.Column;
import org.modelioc.schema.type.ValueType;

/** Types of PVs: how they are written, which keys fit them, and the values that inputs begin with. */
class PvTypeTest {

    @TempDir
    private Path folder;

    /** An input SOL2:DI:SP with some keys. */
    private Example with(String keys) {
        return Example.in(folder).with("SOL2:DI:SP: {}", "SOL2:DI:SP: {" + keys + "}");
    }

    /** An input with some keys beside the others, as no pipeline needs it: that is its one fault. */
    private List<String> problems(String keys) {
        return with(keys).problems().stream().map(problem -> problem.replace("ioc.yaml:", "")).toList();
    }

    /** An input that fills a tensor of its own. */
    private PvDefinition read(String keys, int elements) throws Exception {
        return Example.in(folder).with("SOL2:DI:SP: {}", "SOL2:DI:SP: {" + keys + "}")
            .with("      settings: float32[batch, 2]\n", "      settings: float32[batch, 1]\n      more:"
                + " float32[" + elements + "]\n")
            .with("[SOL1:DI:SP, SOL2:DI:SP]", "[SOL1:DI:SP]\n      more: [SOL2:DI:SP]").read().inputs().get(1);
    }

    @ParameterizedTest
    @EnumSource(value = ValueType.class, names = "STRING", mode = EnumSource.Mode.EXCLUDE)
    void scalarsAndArraysOfNumbers(ValueType value) throws Exception {
        PvDefinition scalar = read("type: " + value.yaml(), 1);
        assertThat(scalar.type()).isEqualTo(new PvType.Scalar(value));
        assertThat(scalar.initial()).isEqualTo(InitialValue.of(0));
        assertThat(scalar.type().yaml()).isEqualTo(value.yaml());
        PvDefinition array = read("type: '" + value.yaml() + "[3]'", 3);
        assertThat(array.type()).isEqualTo(new PvType.Array(value, 3));
        assertThat(array.type().yaml()).isEqualTo(value.yaml() + "[3]");
    }

    @Test
    void textIsNoInputOfAModel() {
        assertThat(problems("type: string")).containsExactly(
            "31:30: a model takes numbers, and 'SOL2:DI:SP' is of type string");
        assertThat(problems("type: 'string[4]', value: [a, b, c, d]")).containsExactly(
            "31:30: a model takes numbers, and 'SOL2:DI:SP' is of type string[4]");
        assertThat(Example.in(folder).with("EFF:LEBT: {units: \"%\", alarms: {low: 5}}", "EFF:LEBT: {type: string}").problems())
            .containsExactly("ioc.yaml:33:20: a model gives numbers, and 'EFF:LEBT' is of type string");
    }

    @Test
    void enums() throws Exception {
        PvDefinition pv = read("type: enum, choices: [OFF, LOW, HIGH], value: HIGH,\n"
            + "    alarms: {choices: {OFF: MINOR, HIGH: MAJOR}, messages: {HIGH: open the shutter}}", 1);

        assertThat(pv.type()).isEqualTo(new PvType.Enumeration(List.of("OFF", "LOW", "HIGH")));
        assertThat(pv.initial()).isEqualTo(InitialValue.of(2));
        assertThat(pv.choiceAlarms())
            .containsExactly(new ChoiceAlarm(AlarmSeverity.MINOR, ""), ChoiceAlarm.NONE,
                new ChoiceAlarm(AlarmSeverity.MAJOR, "open the shutter"));
        assertThat(read("type: enum, choices: [OFF, ON], value: 1", 1).initialValue()).isEqualTo(1);
        assertThat(read("type: enum, choices: [2, 1], value: 1", 1).initialValue()).as("a word before an index").isEqualTo(1);
        assertThat(read("type: enum, choices: [OFF]", 1).initialValue()).isZero();
    }

    @Test
    void images() throws Exception {
        PvDefinition grey = read("type: image, image: {width: 4, height: 3}, units: counts", 12);
        assertThat(grey.type()).isEqualTo(new PvType.Image(ValueType.UBYTE, 4, 3, false));
        PvDefinition colour = read("type: image, image: {element: ushort, width: 4, height: 3, colour: rgb}, value: 9", 36);
        assertThat(colour.type()).isEqualTo(new PvType.Image(ValueType.USHORT, 4, 3, true));
        assertThat(colour.initial()).isEqualTo(InitialValue.of(9));
    }

    @Test
    void tables() throws Exception {
        PvDefinition pv = read("type: table, rows: 2, columns: {X: double, NAME: string, N: {type: int, label: No.}},"
            + " value: {N: [3, 4], NAME: a}", 4);
        assertThat(pv.type()).isEqualTo(new PvType.Table(List.of(new Column("X", "X", ValueType.DOUBLE),
            new Column("NAME", "NAME", ValueType.STRING), new Column("N", "No.", ValueType.INT)), 2));
        assertThat(pv.initial()).isEqualTo(new InitialValue(List.of(0.0, 0.0, 3.0, 4.0), List.of("a", "a")));
    }

    @Test
    void valuesOfArrays() throws Exception {
        assertThat(read("type: 'double[3]', value: 0.5", 3).initial()).isEqualTo(InitialValue.of(0.5));
        assertThat(read("type: 'double[3]', value: [1, 2.5, -3]", 3).initial().numbers()).containsExactly(1.0, 2.5, -3.0);
        assertThat(read("type: 'double[3]', value: {from: 0, to: 3.633}", 3).initial().numbers())
            .containsExactly(0.0, 1.8165, 3.633);
        assertThat(read("type: 'int[3]', value: {from: 1, step: -2}", 3).initial().numbers()).containsExactly(1.0, -1.0, -3.0);
        assertThat(read("type: 'boolean[2]', value: [true, false]", 2).initial().numbers()).containsExactly(1.0, 0.0);
        assertThat(read("type: 'boolean[2]', value: true", 2).initial()).isEqualTo(InitialValue.of(1));
        assertThat(read("type: boolean, value: true", 1).initial()).isEqualTo(InitialValue.of(1));
    }

    @Test
    void precisionIsForFractions() throws Exception {
        assertThat(read("type: int", 1).precision()).isZero();
        assertThat(read("type: float", 1).precision()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "type: duble | 24:22: unknown type 'duble'; there are boolean, byte, short, int, long, ubyte, ushort, uint, ulong, float,"
            + " double, string, enum, image, table, and arrays such as double[2000]; did you mean 'double'?",
        "'type: ''double[]''' | 24:22: the length of an array must be a whole number from 1 to 16777216, as in double[2000],"
            + " not ''",
        "'type: ''double[0]''' | 24:22: the length of an array must be a whole number from 1 to 16777216, as in double[2000], not"
            + " '0'",
        "'type: ''enum[3]''' | 24:22: there are no arrays of type enum; arrays are of boolean, byte, short, int, long, ubyte,"
            + " ushort, uint, ulong, float, double, string",
        "'type: ''double [3]''' | '24:22: ''type'' must be written like double, or double[2000] for an array, not the text"
            + " ''double [3]'' in quotes'",
        "type: enum | 24:3: missing key 'choices' in input 'SOL2:DI:SP'",
        "'type: enum, choices: []' | '24:37: ''choices'' is empty; list the words, such as [OFF, ON]'",
        "'type: enum, choices: [A, A]' | 24:41: the choice 'A' stands here a second time; the first is at 24:38",
        "'type: enum, choices: [A, '' '']' | 24:41: a choice is empty; give it a word",
        "'type: enum, choices: [A], value: B' | '24:49: ''value'' must be one of A, or an index from 0 to 0, not the text ''B'''",
        "'type: enum, choices: [A], value: 1' | '24:49: ''value'' must be one of A, or an index from 0 to 0, not the number"
            + " ''1'''",
        "'type: enum, choices: [A], limits: {low: 0, high: 1}' | '24:42: ''limits'' is for numbers, and ''SOL2:DI:SP'' is of type"
            + " enum'",
        "'type: enum, choices: [A], alarms: {low: 1}' | '24:51: unknown key ''low'' in ''alarms'' of input ''SOL2:DI:SP'';"
            + " allowed are choices, messages'",
        "type: image | 24:3: missing key 'image' in input 'SOL2:DI:SP'",
        "'type: image, image: {width: 5000, height: 5000}' | 24:29: the image would have 25000000 numbers; at most 16777216 are"
            + " allowed",
        "'type: image, image: {width: 5, height: 5, colour: grey}' | '24:66: ''colour'' must be one of mono, rgb, not ''grey'''",
        "'type: table, rows: 2, columns: {1X: double}' | '24:48: the name of a column must be of letters, digits and ''_'', no"
            + " digit"
            + " first, not ''1X'''",
        "'type: table, rows: 2, columns: {X: dbl}' | '24:51: the type of column ''X'' must be one of boolean, byte, short,"
            + " int, long,"
            + " ubyte, ushort, uint, ulong, float, double, string, not the text ''dbl'''",
        "'type: boolean, units: A' | '24:31: ''units'' is for numbers and type: image, and ''SOL2:DI:SP'' is of type boolean'",
        "'choices: [A]' | '24:16: ''choices'' is for type: enum, and ''SOL2:DI:SP'' is of type double'",
        "'type: boolean, value: 1' | '24:38: ''value'' must be true or false, not the number ''1'''",
        "'type: int, value: 0.5' | '24:34: ''value'' must be a whole number from -2147483648 to 2147483647, since the type is"
            + " int,"
            + " not 0.5'",
        "'type: ubyte, value: 256' | '24:36: ''value'' must be a whole number from 0 to 255, since the type is ubyte, not 256'",
        "'type: long, value: 9007199254740994' | '24:35: ''value'' must be a whole number from -9007199254740992 to"
            + " 9007199254740992, since the type is long, not 9.007199254740994E15'",
        "'type: byte, limits: {low: -200, high: 100}' | '24:42: ''low'' must be a whole number from -128 to 127, since the"
            + " type is"
            + " byte, not -200'",
        "'type: byte, limits: {low: 0, high: 100, step: 0.5}' | '24:62: ''step'' must be a whole number, since the type is"
            + " byte, not"
            + " 0.5'",
        "'type: short, alarms: {high: 1.5}' | '24:44: ''high'' must be a whole number from -32768 to 32767, since the type is"
            + " short,"
            + " not 1.5'",
        "'type: float, value: 1e39' | '24:36: ''value'' must be a number from -3.4028234663852886E38 to 3.4028234663852886E38,"
            + " since"
            + " the type is float, not 1.0E39'"})
    void faults(String keys, String expected) {
        assertThat(problems(keys)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'[1, 2]' | '''value'' must be one value for all 3 elements, or a list of 3, not of 2'",
        "'[1, x, 3]' | 'each item of ''value'' must be a number, not the text ''x'''",
        "'{from: 0}' | '''value'' from a number on must have either ''to'', the last number, or ''step'''",
        "'{from: 0, to: 1, step: 1}' | '''value'' from a number on must have either ''to'', the last number, or ''step'''",
        "'{to: 1}' | missing key 'from' in 'value' of input 'SOL2:DI:SP'"})
    void valuesThatDoNotFitAnArray(String value, String expected) {
        assertThat(problems("type: 'double[3]', value: " + value)).anyMatch(problem -> problem.endsWith(": " + expected));
    }

    @Test
    void valuesThatDoNotFitAnArrayOfIntegersOrTruths() {
        assertThat(problems("type: 'int[3]', value: {from: 0, to: 1}")).anyMatch(problem -> problem.contains("not 0.5"));
        assertThat(problems("type: 'int[2]', value: [1, 1.5]")).anyMatch(problem -> problem.contains("not 1.5"));
        assertThat(problems("type: 'boolean[2]', value: [true, 1]"))
            .anyMatch(problem -> problem.endsWith("each item of 'value' must be true or false, not the number '1'"));
        assertThat(problems("type: 'double[1]', value: {from: 0, to: 1}"))
            .anyMatch(problem -> problem.endsWith("'value' of one element must be a number"));
    }

    @Test
    void eachElementIsInsideTheLimits() {
        assertThat(problems("type: 'double[2]', value: [0, 3], limits: {low: -1, high: 1}"))
            .contains("24:42: 'value' must be inside the limits from -1 to 1, not 3");
    }

    @Test
    void aFaultyTypeIsTheOnlyProblem() {
        assertThat(problems("type: dubel, value: [1, 2]")).hasSize(1);
    }
}
