package org.modelioc.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelioc.runtime.onnx.Definitions;
import org.modelioc.runtime.onnx.Mlp;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.runtime.tensor.TensorSignature;
import org.modelioc.schema.tensor.ElementType;
import org.modelioc.schema.tensor.TensorDefinition;

/** Runs of real model files, against plain arithmetic. */
class OnnxEngineTest {

    private static final Mlp MLP = new Mlp(1, 10, 64, 64, 6);

    @TempDir
    private Path folder;

    private Model load(OnnxWriter model) throws Exception {
        return new OnnxEngine().load(Definitions.model(model.write(folder.resolve("m.onnx"))));
    }

    @Test
    void anMlpGivesWhatPlainArithmeticGives() throws Exception {
        Random random = new Random(2);
        try (Model model = load(MLP.onnx()); Session session = model.newSession(1)) {
            Tensor x = session.inputs().getFirst();
            Tensor y = session.outputs().getFirst();
            double[] row = new double[10];
            double[] result = new double[6];
            for (int run = 0; run < 200; run++) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = random.nextDouble(-2, 2);
                }
                x.setAll(0, row, 0, row.length);
                session.run();
                y.getAll(0, result, 0, result.length);
                assertThat(result).containsExactly(MLP.evaluate(row), within(1e-4));
            }
        }
    }

    @Test
    void rowsOfABatchAreIndependent() throws Exception {
        int batch = 37;
        try (Model model = load(MLP.onnx()); Session session = model.newSession(batch)) {
            Tensor x = session.inputs().getFirst();
            Tensor y = session.outputs().getFirst();
            assertThat(x).hasToString("x float32[37, 10]");
            assertThat(y).hasToString("y float32[37, 6]");
            double[][] rows = new double[batch][];
            for (int row = 0; row < batch; row++) {
                rows[row] = new Random(row).doubles(10, -1, 1).toArray();
                x.setAll(10 * row, rows[row], 0, 10);
            }
            session.run();
            double[] result = new double[6];
            for (int row = 0; row < batch; row++) {
                y.getAll(6 * row, result, 0, 6);
                assertThat(result).containsExactly(MLP.evaluate(rows[row]), within(1e-4));
            }
        }
    }

    @Test
    void theSignatureIsThatOfTheFile() throws Exception {
        OnnxWriter twoInputs = new OnnxWriter()
            .input("a", OnnxWriter.DOUBLE, "batch", 2).input("b", OnnxWriter.DOUBLE, "batch", 2)
            .node("Sub", "a b", "difference").node("Mul", "a b", "product")
            .output("difference", OnnxWriter.DOUBLE, "batch", 2).output("product", OnnxWriter.DOUBLE, "batch", 2)
            .metadata("units", "A").metadata("author", "Müller");
        try (Model model = load(twoInputs); Session session = model.newSession(1)) {
            assertThat(model.name()).isEqualTo("m");
            assertThat(model.inputs()).extracting(TensorSignature::toString)
                .containsExactly("a float64[batch, 2]", "b float64[batch, 2]");
            assertThat(model.outputs()).extracting(TensorSignature::toString)
                .containsExactly("difference float64[batch, 2]", "product float64[batch, 2]");
            assertThat(model.metadata()).containsOnly(Map.entry("units", "A"), Map.entry("author", "Müller"));
            session.inputs().get(0).setAll(0, new double[] {0.1, 5}, 0, 2);
            session.inputs().get(1).setAll(0, new double[] {0.2, 7}, 0, 2);
            session.run();
            assertThat(session.outputs().get(0).get(0)).isEqualTo(0.1 - 0.2);
            assertThat(session.outputs().get(0).get(1)).isEqualTo(-2);
            assertThat(session.outputs().get(1).get(1)).isEqualTo(35);
        }
    }

    @Test
    void integersStayIntegers() throws Exception {
        OnnxWriter sum = new OnnxWriter().input("k", OnnxWriter.INT64, "batch", 2).input("n", OnnxWriter.INT32, "batch", 2)
            .constant("one", 1).node("Add", "k one", "next").node("Add", "n n", "twice")
            .output("next", OnnxWriter.INT64, "batch", 2).output("twice", OnnxWriter.INT32, "batch", 2);
        try (Model model = load(sum); Session session = model.newSession(1)) {
            session.inputs().get(0).setAll(0, new double[] {0x1p53 - 2, -1}, 0, 2);
            session.inputs().get(1).setAll(0, new double[] {1 << 29, -3}, 0, 2);
            session.run();
            assertThat(session.outputs().get(0).get(0)).isEqualTo(0x1p53 - 1);
            assertThat(session.outputs().get(0).get(1)).isZero();
            assertThat(session.outputs().get(1).get(0)).isEqualTo(1 << 30);
            assertThat(session.outputs().get(1).get(1)).isEqualTo(-6);
        }
    }

    /** The engine computes in float32 between two casts, because it has arithmetic in few of the types. */
    @ParameterizedTest
    @CsvSource({"10, FLOAT16, -65504 0.0999755859375 1024, 65504 -0.0999755859375 -1024", "3, INT8, -127 0 127, 127 0 -127",
        "5, INT16, -32767 5 32767, 32767 -5 -32767"})
    void everyElementTypeIsSharedWithTheEngine(int type, ElementType element, String takes, String gives) throws Exception {
        OnnxWriter negation = new OnnxWriter().input("x", type, "batch", 3)
            .node("Cast", "x", "wide", Map.of("to", OnnxWriter.FLOAT)).node("Neg", "wide", "negative")
            .node("Cast", "negative", "y", Map.of("to", type)).output("y", type, "batch", 3);
        runs(negation, element, takes, gives);
    }

    @Test
    void imagesOfBytesAreSharedWithTheEngine() throws Exception {
        OnnxWriter inverse = new OnnxWriter().input("x", OnnxWriter.UINT8, "batch", 3).constant("white", new float[] {255}, 1)
            .node("Cast", "x", "wide", Map.of("to", OnnxWriter.FLOAT)).node("Sub", "white wide", "dark")
            .node("Cast", "dark", "y", Map.of("to", OnnxWriter.UINT8)).output("y", OnnxWriter.UINT8, "batch", 3);
        runs(inverse, ElementType.UINT8, "0 100 255", "255 155 0");
    }

    @Test
    void truthIsSharedWithTheEngine() throws Exception {
        OnnxWriter inverse = new OnnxWriter().input("x", OnnxWriter.BOOL, "batch", 3).node("Not", "x", "y")
            .output("y", OnnxWriter.BOOL, "batch", 3);
        runs(inverse, ElementType.BOOL, "0 1 0", "1 0 1");
    }

    private void runs(OnnxWriter writer, ElementType element, String takes, String gives) throws Exception {
        double[] x = Arrays.stream(takes.split(" ")).mapToDouble(Double::parseDouble).toArray();
        double[] expected = Arrays.stream(gives.split(" ")).mapToDouble(Double::parseDouble).toArray();
        try (Model model = load(writer); Session session = model.newSession(2)) {
            assertThat(session.inputs().getFirst()).hasToString("x " + element.yaml() + "[2, 3]");
            for (int row = 0; row < 2; row++) {
                session.inputs().getFirst().setAll(0, new double[6], 0, 6);
                session.inputs().getFirst().setAll(3 * row, x, 0, 3);
                session.run();
                double[] y = new double[3];
                session.outputs().getFirst().getAll(3 * row, y, 0, 3);
                assertThat(y).usingElementComparator(Comparator.comparingDouble(value -> value + 0.0)).containsExactly(expected);
            }
        }
    }

    @Test
    void nonFiniteResultsAreGivenAsTheyAre() throws Exception {
        OnnxWriter logarithm = new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 3).node("Log", "x", "y")
            .output("y", OnnxWriter.FLOAT, "batch", 3);
        try (Model model = load(logarithm); Session session = model.newSession(1)) {
            session.inputs().getFirst().setAll(0, new double[] {-1, 0, 1}, 0, 3);
            session.run();
            double[] y = new double[3];
            session.outputs().getFirst().getAll(0, y, 0, 3);
            assertThat(y).containsExactly(Double.NaN, Double.NEGATIVE_INFINITY, 0);
        }
    }

    @Test
    void scalarsAreTensorsOfOneElement() throws Exception {
        OnnxWriter negation = new OnnxWriter().input("x", OnnxWriter.FLOAT).node("Neg", "x", "y").output("y", OnnxWriter.FLOAT);
        try (Model model = load(negation); Session session = model.newSession(1)) {
            session.inputs().getFirst().set(0, 4);
            session.run();
            assertThat(session.outputs().getFirst().get(0)).isEqualTo(-4);
        }
    }

    @Test
    void sizesThatTheYamlGivesFillOpenDimensionsOfTheSameName() throws Exception {
        OnnxWriter product = new OnnxWriter()
            .input("settings", OnnxWriter.FLOAT, "batch", 1).input("s", OnnxWriter.FLOAT, "steps")
            .node("Mul", "settings s", "y").output("y", OnnxWriter.FLOAT, "batch", "steps");
        Path file = product.write(folder.resolve("m.onnx"));
        List<TensorDefinition> inputs = List.of(Definitions.tensor("settings", ElementType.FLOAT32, -1, 1),
            Definitions.tensor("s", ElementType.FLOAT32, 3));
        try (Model model = new OnnxEngine().load(Definitions.model(file, inputs, List.of()));
                Session session = model.newSession(2)) {
            assertThat(model.outputs()).extracting(TensorSignature::toString).containsExactly("y float32[batch, 3]");
            session.inputs().get(0).setAll(0, new double[] {10, 100}, 0, 2);
            session.inputs().get(1).setAll(0, new double[] {1, 2, 3}, 0, 3);
            session.run();
            double[] y = new double[6];
            session.outputs().getFirst().getAll(0, y, 0, 6);
            assertThat(y).containsExactly(10, 20, 30, 100, 200, 300);
        }
    }

    @Test
    void sessionsOfOneModelRunAtOnceWithoutMixing() throws Exception {
        try (Model model = load(MLP.onnx()); ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> wrong = new ArrayList<>();
            for (int thread = 0; thread < 2; thread++) {
                double[] row = new Random(thread).doubles(10, -1, 1).toArray();
                Callable<Integer> loop = () -> countWrong(model, row);
                wrong.add(threads.submit(loop));
            }
            for (Future<Integer> count : wrong) {
                assertThat(count.get()).isZero();
            }
        }
    }

    private static int countWrong(Model model, double[] row) throws Exception {
        double[] expected = MLP.evaluate(row);
        double[] result = new double[6];
        int wrong = 0;
        try (Session session = model.newSession(1)) {
            session.inputs().getFirst().setAll(0, row, 0, 10);
            for (int run = 0; run < 20_000; run++) {
                session.outputs().getFirst().setAll(0, new double[6], 0, 6);
                session.run();
                session.outputs().getFirst().getAll(0, result, 0, 6);
                for (int i = 0; i < 6; i++) {
                    wrong += Math.abs(result[i] - expected[i]) < 1e-4 ? 0 : 1;
                }
            }
        }
        return wrong;
    }

    @Test
    void aRunThatFailsSaysWhyAndTheNextMaySucceed() throws Exception {
        OnnxWriter gather = new OnnxWriter().input("i", OnnxWriter.INT64, "batch").constant("table", new float[] {7, 8, 9}, 3)
            .node("Gather", "table i", "y").output("y", OnnxWriter.FLOAT, "batch");
        try (Model model = load(gather); Session session = model.newSession(1)) {
            session.inputs().getFirst().set(0, 3);
            assertThatThrownBy(session::run).isInstanceOf(InferenceException.class)
                .hasMessageStartingWith("model 'm': ").hasMessageContaining("indices element out of data bounds, idx=3")
                .hasMessageNotContaining("\n").hasMessageNotContaining("ORT_").hasMessageNotContaining(".cc:");
            session.inputs().getFirst().set(0, 2);
            session.run();
            assertThat(session.outputs().getFirst().get(0)).isEqualTo(9);
        }
    }

    @Test
    void aModelOutlivesItsClosingUntilItsLastSessionIsClosed() throws Exception {
        Model model = load(MLP.onnx());
        Session session = model.newSession(1);
        model.close();
        model.close();
        session.run();
        assertThat(session.outputs().getFirst().get(0)).isCloseTo(MLP.evaluate(new double[10])[0], within(1e-4));
        assertThatThrownBy(() -> model.newSession(1)).isInstanceOf(IllegalStateException.class).hasMessage("model 'm' is closed");
        session.close();
        session.close();
        assertThatThrownBy(session::run).isInstanceOf(IllegalStateException.class)
            .hasMessage("a session of model 'm' is closed");
    }

    @Test
    void aBatchThatTheModelCannotTakeIsRefused() throws Exception {
        Path file = folder.resolve("m.onnx");
        OnnxWriter one = new OnnxWriter().input("x", OnnxWriter.FLOAT, 1, 3).node("Neg", "x", "y")
            .output("y", OnnxWriter.FLOAT, 1, 3);
        try (Model model = load(one); Session session = model.newSession(1)) {
            session.run();
            assertThatThrownBy(() -> model.newSession(8)).isInstanceOf(ModelLoadException.class).hasMessage(
                "test.yaml:4:11: model 'm': " + file
                    + " takes a batch of 1 only, not of 8; export it with its first dimension open");
        }
        try (Model model = load(MLP.onnx())) {
            assertThatThrownBy(() -> model.newSession(0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> model.newSession(60_000_000)).isInstanceOf(ModelLoadException.class).hasMessage(
                "test.yaml:4:11: model 'm': " + file
                    + " cannot be run with a batch of 60000000: tensor x float32[60000000, 10] takes 2 GiB or more");
            try (Session session = model.newSession(1)) {
                session.run();
            }
        }
    }
}
