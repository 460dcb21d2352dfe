package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.pv.Deadbands;
import org.modelioc.schema.pv.DisplayForm;
import org.modelioc.schema.pv.OutOfLimits;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.pv.SavedFields;
import org.modelioc.schema.service.ServerDefinition;
import org.modelioc.schema.tensor.ElementType;
import org.modelioc.schema.tensor.TensorDefinition;
import org.modelioc.schema.tensor.TensorItem;
import org.modelioc.schema.tensor.TensorMapping;
import org.modelioc.schema.tensor.TensorType;
import org.modelioc.schema.type.InitialValue;
import org.modelioc.schema.type.PvType;

/** The file as a whole. */
class IocReaderTest {

    @TempDir
    private Path folder;

    @Test
    void everyValueOfTheFileIsInTheDefinition() throws Exception {
        Path file = folder.resolve("ioc.yaml");
        IocDefinition ioc = Example.in(folder).read();

        assertThat(ioc.source()).isEqualTo(file);
        assertThat(ioc.prefix()).isEqualTo("LEBT:");
        assertThat(ioc.description()).isEqualTo("LEBT surrogate (synthetic)");
        assertThat(ioc.server()).isEqualTo(new ServerDefinition(100, Duration.ofSeconds(30), 5_000, 16L << 20));
        assertThat(ioc.models()).containsExactly(new ModelDefinition("lebt", at(file, 8, 3),
            folder.resolve("../models/lebt.onnx"), at(file, 9, 11),
            List.of(new TensorDefinition("settings", at(file, 11, 7),
                new TensorType(ElementType.FLOAT32, List.of(TensorType.DYNAMIC, 2L)))),
            List.of(new TensorDefinition("efficiency", at(file, 13, 7),
                new TensorType(ElementType.FLOAT32, List.of(TensorType.DYNAMIC, 1L))))));
        assertThat(ioc.inputs()).containsExactly(
            new PvDefinition("SOL1:DI:SP", at(file, 15, 3), PvType.DOUBLE, "Solenoid 1", "A", 2, DisplayForm.DECIMAL,
                InitialValue.of(0.5), new Range(-20, 20), new Range(-15, 15), 0.1, new AlarmLimits(-14, -12, 12, 14,
                AlarmSeverity.MAJOR, AlarmSeverity.NO_ALARM, AlarmSeverity.MINOR, AlarmSeverity.MAJOR, 0.2), List.of(),
                Optional.empty(), "DEFAULT", SavedFields.DEFAULT, Deadbands.NONE, OutOfLimits.REJECT, ""),
            new PvDefinition("SOL2:DI:SP", at(file, 24, 3), PvType.DOUBLE, "", "", 3, DisplayForm.DEFAULT, InitialValue.of(0),
                Range.NONE, Range.NONE, 0, AlarmLimits.NONE, List.of(),
                Optional.empty(), "DEFAULT", SavedFields.DEFAULT, Deadbands.NONE, OutOfLimits.REJECT, ""));
        assertThat(ioc.outputs()).containsExactly(
            new PvDefinition("EFF:LEBT", at(file, 26, 3), PvType.DOUBLE, "", "%", 3, DisplayForm.DEFAULT, InitialValue.NONE,
                Range.NONE, Range.NONE, 0, new AlarmLimits(Double.NaN, 5, Double.NaN, Double.NaN,
                AlarmSeverity.MAJOR, AlarmSeverity.MINOR, AlarmSeverity.MINOR, AlarmSeverity.MAJOR, 0), List.of(),
                Optional.empty(), "DEFAULT", SavedFields.NONE, Deadbands.NONE, OutOfLimits.REJECT, ""));
        assertThat(ioc.pipelines()).containsExactly(new PipelineDefinition("TRANSPORT", at(file, 28, 3), "lebt",
            List.of(new TensorMapping("settings", at(file, 31, 7),
                List.of(item(at(file, 31, 18), "SOL1:DI:SP"), item(at(file, 31, 30), "SOL2:DI:SP")))),
            List.of(new TensorMapping("efficiency", at(file, 33, 7), List.of(item(at(file, 33, 20), "EFF:LEBT"))))));
    }

    private static TensorItem item(SourcePosition at, String pv) {
        return new TensorItem(at, new TensorItem.Pv(pv, PvType.DOUBLE, Optional.empty()));
    }

    @Test
    void whatTheFileLeavesOutHasDefaults() throws Exception {
        IocDefinition ioc = Example.of(folder, """
            ioc: {prefix: ""}
            models: {m: {file: m.onnx, inputs: {x: "float64[n, 1]"}, outputs: {y: "float64[n, 1]"}}}
            inputs: {A: {}}
            outputs: {B: {}}
            pipelines: {P: {model: m, inputs: {x: [A]}, outputs: {y: [B]}}}
            """).read();

        assertThat(ioc.prefix()).isEmpty();
        assertThat(ioc.description()).isEmpty();
        assertThat(ioc.server()).isEqualTo(ServerDefinition.DEFAULT);
        assertThat(ioc.autosave()).isEmpty();
        assertThat(ioc.model("m").file()).isEqualTo(folder.resolve("m.onnx"));
    }

    @Test
    void severalPipelinesMayShareInputsAndModels() throws Exception {
        IocDefinition ioc = Example.in(folder)
            .with("  EFF:LEBT: {", "  EFF:RFQ: {}\n  EFF:LEBT: {")
            .with("      efficiency: [EFF:LEBT]", """
                      efficiency: [EFF:LEBT]
                  AGAIN:
                    model: lebt
                    inputs: {settings: [SOL2:DI:SP, SOL1:DI:SP]}
                    outputs: {efficiency: [EFF:RFQ]}
                """).read();

        assertThat(ioc.pipelines()).extracting(PipelineDefinition::name).containsExactly("TRANSPORT", "AGAIN");
    }

    @Test
    void allFaultsComeInOneRunInTheOrderOfTheFile() {
        assertThat(Example.in(folder)
            .with("idle-timeout: 30 s", "idle-timeout: 30")
            .with("precision: 2", "precision: 99")
            .with("units: A", "unit: A")
            .with("{units: \"%\", alarms: {low: 5}}", "{units: [], alarms: {low: five}}")
            .with("model: lebt", "model: libt").problems("Q=1")).containsExactly(
            "ioc.yaml: the macro 'Q' of the command line (-m) is not used in this file, which uses P",
            "ioc.yaml:6:48: 'idle-timeout' must be a duration such as '5 ms', '60 s', '2 min' or '1 h': '30' has no unit;"
                + " units are us, ms, s, min, h",
            "ioc.yaml:17:5: unknown key 'unit' in input 'SOL1:DI:SP'; allowed are description, type, units, precision, form,"
                + " value, display, limits, outside-limits, alarms, guidance, mdel, adel, choices, image, columns, rows, follow,"
                + " asg, autosave; did you mean 'units'?",
            "ioc.yaml:18:16: 'precision' must be a whole number from 0 to 15, not 99",
            "ioc.yaml:26:21: 'units' must be text (\"\" for none), not an empty list",
            "ioc.yaml:26:39: 'low' must be a number, not the text 'five'",
            "ioc.yaml:29:12: there is no model 'libt'; 'models' has lebt; did you mean 'lebt'?");
    }

    @Test
    void theMessageOfTheExceptionHasOneLineForEachFault() {
        Path file = folder.resolve("absent.yaml");
        assertThatThrownBy(() -> IocReader.read(file, Map.of()))
            .isInstanceOf(InvalidConfigurationException.class).hasMessage(file + ": no such file");
    }

    @Test
    void theFileIsNamedAsItWasGiven() throws Exception {
        Path given = Path.of("").toAbsolutePath().relativize(Files.writeString(folder.resolve("x.yaml"), "ioc: {}\n"));
        assertThatThrownBy(() -> IocReader.read(given, Map.of()))
            .hasMessageStartingWith(given + ":1:1: missing key 'models' in the file\n");
    }

    @Test
    void tenThousandPvsWithOneFaultAreReadToTheEnd() {
        StringBuilder pvs = new StringBuilder("inputs:\n");
        StringBuilder list = new StringBuilder("[SOL1:DI:SP, SOL2:DI:SP");
        for (int i = 0; i < 10_000; i++) {
            pvs.append("  BPM").append(i).append(":X: {units: mm, precision: 3, limits: {low: -5, high: 5}}\n");
            list.append(", BPM").append(i).append(":X");
        }
        assertThat(Example.in(folder)
            .with("inputs:\n  SOL1", pvs + "  SOL1")
            .with("[SOL1:DI:SP, SOL2:DI:SP]", list + ", BPMO:X]")
            .with("float32[batch, 2]", "float32[batch, 10003]").problems()).containsExactly(
            "ioc.yaml:10031:108932: there is no PV 'BPMO:X' in 'inputs'; did you mean 'BPM0:X'?");
    }

    private static SourcePosition at(Path file, int line, int column) {
        return new SourcePosition(file.toString(), line, column);
    }
}
