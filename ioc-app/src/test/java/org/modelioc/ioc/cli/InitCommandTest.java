package org.modelioc.ioc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.Ioc;
import org.modelioc.ioc.pv.ModelValue;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.runtime.onnx.Mlp;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** A first configuration: what it says, and that it runs unchanged. */
class InitCommandTest {

    @TempDir
    private Path folder;

    /** Makes a configuration and has it checked. */
    private Path made(Path model, Object... more) throws Exception {
        Path yaml = folder.resolve("made.yaml");
        Object[] arguments = new Object[more.length + 4];
        System.arraycopy(new Object[] {"init", model, "-o", yaml}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        Program.Ended ended = Program.run(arguments);
        assertThat(ended.errors()).isEmpty();
        assertThat(ended.output()).isEqualTo(yaml + " is written; run it with: model-ioc run " + yaml + "\n");
        assertThat(Program.run("check", yaml).errors()).isEmpty();
        return yaml;
    }

    private static void assertRuns(Path yaml) throws Exception {
        IocDefinition definition = IocReader.read(yaml, Map.of());
        try (Ioc ioc = Program.serve(yaml)) {
            for (PvDefinition output : definition.outputs()) {
                Pv pv = ioc.database().get(definition.prefix() + output.name());
                assertThat(pv.alarm().severity()).as(pv.name()).isEqualTo(AlarmSeverity.NO_ALARM);
                double[] values = new double[output.type().elements()];
                ((ModelValue) pv).read(values, 0);
                assertThat(values).doesNotContain(Double.NaN);
            }
        }
    }

    @Test
    void fromAModelWithItsCard() throws Exception {
        Path yaml = made(Program.LEBT_MODEL);

        assertRuns(yaml);
        IocDefinition ioc = IocReader.read(yaml, Map.of());
        assertThat(ioc.prefix()).isEqualTo("LEBT:");
        assertThat(ioc.inputs()).extracting(PvDefinition::name).containsExactly("SOL1", "SOL2", "SOL3", "STH1", "STH2", "STV1",
            "STV2", "EXTRACTION", "GAS", "ARC");
        PvDefinition solenoid = ioc.inputs().getFirst();
        assertThat(solenoid.units()).isEqualTo("A");
        assertThat(solenoid.description()).isEqualTo("current of solenoid 1, change from nominal");
        assertThat(solenoid.limits()).isEqualTo(new Range(-20, 20));
        assertThat(solenoid.precision()).isEqualTo(2);
        assertThat(solenoid.initialValue()).isZero();
        assertThat(ioc.outputs()).extracting(PvDefinition::name)
            .containsExactly("LEBT", "RFQ", "TANK1", "TANK2", "TANK3", "TANK4");
        assertThat(ioc.outputs().getFirst().display()).isEqualTo(new Range(1.3439, 96.1401));
    }

    @Test
    void withoutACardThePvsAreNumbered() throws Exception {
        Path yaml = made(new Mlp(1, 3, 4, 2).onnx().write(folder.resolve("my model.v2.onnx")));

        assertRuns(yaml);
        IocDefinition ioc = IocReader.read(yaml, Map.of());
        assertThat(ioc.prefix()).isEqualTo("MY_MODEL_V2:");
        assertThat(ioc.inputs()).extracting(PvDefinition::name).containsExactly("x0", "x1", "x2");
        assertThat(ioc.outputs()).extracting(PvDefinition::name).containsExactly("y0", "y1");
    }

    @Test
    void severalTensorsOfSeveralTypesAndAwkwardNames() throws Exception {
        Path model = new OnnxWriter().input("$(A)/in:0", OnnxWriter.FLOAT, 1, 2, 3).input("no", OnnxWriter.INT64, 1)
            .node("Tanh", "$(A)/in:0", "out \"1\"").node("Neg", "no", "null")
            .output("out \"1\"", OnnxWriter.FLOAT, 1, 2, 3).output("null", OnnxWriter.INT64, 1)
            .write(Files.createDirectory(folder.resolve("a ${B} c")).resolve("true.onnx"));

        Path yaml = made(model);

        assertRuns(yaml);
        IocDefinition ioc = IocReader.read(yaml, Map.of());
        assertThat(ioc.inputs()).extracting(PvDefinition::name).containsExactly("x0", "x1", "x2", "x3");
        assertThat(ioc.inputs()).extracting(pv -> pv.type().yaml())
            .containsExactly("double[2]", "double[2]", "double[2]", "double");
        assertThat(ioc.models().getFirst().inputs()).extracting(tensor -> tensor.name() + " " + tensor.type())
            .containsExactly("$(A)/in:0 float32[1, 2, 3]", "no int64[1]");
    }

    @Test
    void settingsAreUsualOnes() {
        assertThat(yaml(new Range(-10, 10), 0.1, false)).doesNotContain("value");
        assertThat(yaml(new Range(-10, 10), 5.012, false)).contains("    value: 5.01\n").contains("    precision: 2\n");
        assertThat(yaml(new Range(100, 200), Double.NaN, false)).contains("    value: 150\n");
        assertThat(yaml(new Range(0.1, 0.2), 0.15, false)).contains("    value: 0.15\n").contains("    precision: 4\n");
        assertThat(yaml(new Range(3, 9), 4.4, true)).contains("    value: 4\n").contains("    precision: 0\n");
        assertThat(yaml(Range.NONE, Double.NaN, false)).isEqualTo("  X: {}\n");
    }

    private static String yaml(Range range, double mean, boolean whole) {
        return new StarterPv("X", "", "", range, mean, whole, 1, "").yaml(true);
    }

    @Test
    void namesAreAllowedAndDifferent() {
        StarterNames names = new StarterNames();

        assertThat(names.next("σ x [mm]")).isEqualTo("_x_[mm]");
        assertThat(names.next("σ x [mm]")).isEqualTo("_x_[mm]-2");
        assertThat(names.next("HEARTBEAT")).isEqualTo("HEARTBEAT-2");
        assertThat(names.next("PREDICT:EVAL:COUNT")).isEqualTo("PREDICT_EVAL:COUNT");
        assertThat(names.next("")).isEqualTo("_");
    }

    @Test
    void openDimensionsNeedASize() throws Exception {
        Path model = new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", "n").node("Tanh", "x", "y")
            .output("y", OnnxWriter.FLOAT, "batch", "n").write(folder.resolve("open.onnx"));

        Program.Ended refused = Program.run("init", model, "-o", folder.resolve("made.yaml"));
        assertThat(refused.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(refused.errors()).contains("input 'x' is float32[batch, n], which leaves open dimension 2; give its size with"
            + " --size n=COUNT").hasLineCount(1);
        assertThat(Program.run("init", model, "--size", "m=3").errors()).contains("no open dimension of that name");
        assertThat(Program.run("init", model, "--size", "n=0").errors()).contains("a size is at least 1");

        Path yaml = made(model, "--size", "n=3");
        assertRuns(yaml);
        assertThat(IocReader.read(yaml, Map.of()).inputs()).hasSize(3);
    }

    @Test
    void axesBesideTheFeaturesBecomeArrays() throws Exception {
        Path yaml = made(Program.LEBT_MODEL.resolveSibling("../mebt/mebt.onnx"));

        assertRuns(yaml);
        IocDefinition ioc = IocReader.read(yaml, Map.of());
        assertThat(ioc.inputs()).hasSize(20);
        PvDefinition axis = ioc.inputs().getLast();
        assertThat(axis.name()).isEqualTo("s");
        assertThat(axis.type()).isEqualTo(new PvType.Array(ValueType.DOUBLE, 174));
        assertThat(axis.initial().number(1)).isEqualTo(0.021, within(1e-9));
        assertThat(axis.initial().number(173)).isEqualTo(3.633);
        assertThat(ioc.outputs()).extracting(PvDefinition::name).containsExactly("sigma_x", "sigma_y", "sigma_z",
            "energy_spread", "alpha_x", "beta_x", "alpha_y", "beta_y", "transmission");
        assertThat(ioc.outputs()).extracting(pv -> pv.type().yaml()).containsOnly("double[174]");
    }

    @Test
    void tooManyNumbersForScalarsBecomeOneArray() throws Exception {
        Path wide = new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 2000).node("Tanh", "x", "y")
            .output("y", OnnxWriter.FLOAT, "batch", 2000).write(folder.resolve("wide.onnx"));
        Path picture = new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 3, 30, 200).node("Tanh", "x", "y")
            .output("y", OnnxWriter.FLOAT, "batch", 3, 30, 200).write(folder.resolve("picture.onnx"));

        for (Path model : List.of(wide, picture)) {
            Path yaml = made(model, "--force");
            assertRuns(yaml);
            assertThat(IocReader.read(yaml, Map.of()).inputs()).extracting(PvDefinition::name).containsExactly("x0");
        }
    }

    @Test
    void modelsThatCannotBeServed() throws Exception {
        assertRefused("'x' is uint16[batch, 1]; tensors may be of float32", OnnxWriter.UINT16, "batch", 1);
        assertRefused("'x' is float32[4, 1], with 4 rows", OnnxWriter.FLOAT, 4, 1);
        assertRefused("'x' is float32[] without dimensions", OnnxWriter.FLOAT);
        assertRefused("a row of 17280000 numbers, and a PV has at most 16777216", OnnxWriter.FLOAT, "batch", 3, 2400, 2400);
    }

    private void assertRefused(String why, int type, Object... dimensions) throws Exception {
        Path model = new OnnxWriter().input("x", type, dimensions).node("Tanh", "x", "y").output("y", type, dimensions)
            .write(folder.resolve("m.onnx"));

        Program.Ended ended = Program.run("init", model, "-o", folder.resolve("none.yaml"));

        assertThat(ended.code()).isEqualTo(ExitCode.MODEL);
        assertThat(ended.errors()).contains(why).hasLineCount(1);
        assertThat(folder.resolve("none.yaml")).doesNotExist();
    }

    @Test
    void nothingIsOverwrittenUnlessForced() throws Exception {
        Path model = new Mlp(1, 2, 1).onnx().write(folder.resolve("m.onnx"));
        Path yaml = Files.writeString(folder.resolve("mine.yaml"), "mine");

        Program.Ended ended = Program.run("init", model, "-o", yaml);

        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(ended.errors())
            .isEqualTo("model-ioc: " + yaml + " exists already; --force overwrites it, -o FILE names another one\n");
        assertThat(yaml).content().isEqualTo("mine");
        assertThat(Program.run("init", model, "-o", yaml, "--force").code()).isEqualTo(ExitCode.OK);
        assertThat(yaml).content().contains("x0: {}");
    }

    @Test
    void theSchemaIsNamedWhereItLiesAbove() throws Exception {
        Path model = new Mlp(1, 2, 1).onnx().write(folder.resolve("m.onnx"));
        Files.createFile(folder.resolve("model-ioc.schema.json"));
        Path yaml = Files.createDirectory(folder.resolve("site")).resolve("m.yaml");

        Program.run("init", model, "-o", yaml);

        List<String> lines = Files.readAllLines(yaml);
        assertThat(lines.getFirst()).isEqualTo("# yaml-language-server: $schema=../model-ioc.schema.json");
        assertThat(lines).contains("    file: ../m.onnx");
    }

    @Test
    void toTheStandardOutput() throws Exception {
        Path model = new Mlp(1, 2, 1).onnx().write(folder.resolve("m.onnx"));

        Program.Ended ended = Program.run("init", model, "-o", "-");

        assertThat(ended.code()).isEqualTo(ExitCode.OK);
        assertThat(ended.output()).startsWith("# Made from m.onnx by 'model-ioc init'").contains("prefix: $(P=M:)");
    }
}
