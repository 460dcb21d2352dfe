package org.modelioc.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.runtime.onnx.Definitions;
import org.modelioc.runtime.store.GoldenCheck;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.schema.card.ModelCardReader;
import org.modelioc.schema.model.Device;
import org.modelioc.schema.tensor.ElementType;
import org.modelioc.schema.tensor.TensorDefinition;

/** TorchScript models in libtorch; skipped where its native libraries are not there. */
class TorchScriptEngineTest {

    private static final TensorDefinition SETTINGS = Definitions.tensor("settings", ElementType.FLOAT32, -1, 10);
    private static final TensorDefinition EFFICIENCY = Definitions.tensor("efficiency", ElementType.FLOAT32, -1, 6);

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsLibraries() {
        TorchScripts.require();
    }

    private static Model load(Path file) throws Exception {
        return new TorchScriptEngine().load(Definitions.model(file, List.of(SETTINGS), List.of(EFFICIENCY)));
    }

    private Model load(TorchArchive archive) throws Exception {
        return load(archive.write(folder.resolve("m.pt")));
    }

    private String fault(TorchArchive archive) throws IOException {
        Path file = archive.write(folder.resolve("m.pt"));
        return catchMessage(() -> load(file));
    }

    private static String catchMessage(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(ModelLoadException.class, call).getMessage();
    }

    @Test
    void reproducesTheGoldenRows() throws Exception {
        for (Path file : List.of(TorchArchive.LEBT, TorchArchive.MEBT)) {
            GoldenCheck check = new GoldenCheck(ModelCardReader.read(file.resolveSibling("card.yaml")));
            try (Model model = new TorchScriptEngine().load(check.definition(file))) {
                GoldenCheck.Deviation worst = check.worst(model);
                assertThat(worst.accepted()).as(worst.toString()).isTrue();
            }
        }
    }

    @Test
    void givesTheSameAsOnnx() throws Exception {
        Path other = TorchArchive.LEBT.resolveSibling("lebt.onnx");
        try (Model torch = load(TorchArchive.LEBT); Model onnx = new OnnxEngine().load(Definitions.model(other));
                Session a = torch.newSession(64); Session b = onnx.newSession(64)) {
            assertThat(torch.engine()).isEqualTo("TorchScript");
            assertThat(torch.device()).isEqualTo(Device.CPU);
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 640; i++) {
                    double value = Math.sin(i + round);
                    a.inputs().getFirst().set(i, value);
                    b.inputs().getFirst().set(i, value);
                }
                a.run();
                b.run();
                Tensor first = a.outputs().getFirst();
                for (int i = 0; i < first.size(); i++) {
                    assertThat(first.get(i)).isCloseTo(b.outputs().getFirst().get(i), within(1e-4));
                }
            }
        }
    }

    @Test
    void readsWhatIsInMemoryAtEachRun() throws Exception {
        try (Model model = load(TorchArchive.lebt().returns("torch.slice(settings, 1, 0, 6)"));
                Session session = model.newSession(1)) {
            for (int value = 1; value < 4; value++) {
                session.inputs().getFirst().set(5, value);
                session.run();
                assertThat(session.outputs().getFirst().get(5)).isEqualTo(value);
            }
        }
    }

    @Test
    void batchesOfAllSizesShareOneMemory() throws Exception {
        try (Model model = load(TorchArchive.lebt().returns("torch.slice(settings, 1, 0, 6)"));
                BatchSession batch = BatchSession.open(model, 20)) {
            assertThat(batch.largest()).isEqualTo(20);
            List<Tensor> settings = batch.rows(batch.inputs().getFirst());
            List<Tensor> results = batch.rows(batch.outputs().getFirst());
            for (int rows : new int[] {1, 8, 20, 5}) {
                for (int row = 0; row < rows; row++) {
                    settings.get(row).set(5, 100 * rows + row);
                }
                batch.run(rows);
                for (int row = 0; row < rows; row++) {
                    assertThat(results.get(row).get(5)).as("row %s of %s", row, rows).isEqualTo(100 * rows + row);
                }
            }
        }
    }

    @Test
    void aResultThatLiesTransposedInMemoryIsPutInOrder() throws Exception {
        try (Model model = load(TorchArchive.lebt().returns("torch.t(torch.slice(settings, 1, 0, 6).reshape([6, -1]))"));
                Session session = model.newSession(2)) {
            for (int i = 0; i < 20; i++) {
                session.inputs().getFirst().set(i, i);
            }
            session.run();
            double[] result = new double[12];
            session.outputs().getFirst().getAll(0, result, 0, 12);
            assertThat(result).containsExactly(0, 2, 4, 10, 12, 14, 1, 3, 5, 11, 13, 15);
        }
    }

    @Test
    void aRunThatThrowsTellsWhyAndTheNextOneMaySucceed() throws Exception {
        String code = "return x6";
        String choosy = "if bool(torch.gt(torch.sum(settings), 100)):\n      return torch.linear(x6, settings)\n    else:\n"
            + "      pass\n    return x6";
        try (Model model = load(TorchArchive.lebt().code(code, choosy)); Session session = model.newSession(1)) {
            session.inputs().getFirst().set(0, 1000);
            assertThatThrownBy(session::run).isInstanceOf(InferenceException.class)
                .hasMessage("model 'm': mat1 and mat2 shapes cannot be multiplied (1x6 and 10x1)");
            session.inputs().getFirst().set(0, 1);
            session.run();
            assertThat(session.outputs().getFirst().get(0)).isFinite();
        }
    }

    @Test
    void nanIsPassedOn() throws Exception {
        try (Model model = load(TorchArchive.lebt().returns("torch.log(torch.sub(x6, 1000.))"));
                Session session = model.newSession(1)) {
            session.run();
            assertThat(session.outputs().getFirst().get(0)).isNaN();
        }
    }

    @Test
    void operatorThatLibtorchDoesNotHave() throws Exception {
        assertThat(fault(TorchArchive.lebt().returns("torch.polish(x6)"))).isEqualTo("test.yaml:4:11: model 'm': "
            + folder.resolve("m.pt") + " uses the operator 'aten::polish', which libtorch 2.7.1 does not have; save the model"
            + " with torch 2.7.1 or older, and with operators of torch itself");
    }

    @Test
    void brokenCode() throws Exception {
        assertThat(fault(TorchArchive.lebt().code("return x6", "return ((")))
            .startsWith("test.yaml:4:11: model 'm': " + folder.resolve("m.pt") + " is refused by libtorch 2.7.1: ")
            .endsWith("; save it again with torch 2.7.1 or older").doesNotContain("\n");
    }

    @Test
    void doubleOnly() throws Exception {
        String product = "torch.matmul(torch.slice(settings, 1, 0, 6), torch.zeros([6, 6], dtype=7))";
        assertThat(fault(TorchArchive.lebt().returns(product)))
            .contains(" does not run on the tensors of the YAML, [settings float32[batch, 10]]: ", "float != double",
                "; give 'inputs' in the order, with the shapes and the element types of the arguments of its 'forward'");
        assertThat(fault(TorchArchive.lebt().returns("torch.to(x6, 7)"))).isEqualTo("""
            test.yaml:3:3: model 'm': the tensors in the YAML are not those of %s
                      in the YAML                   in the file
              output  efficiency float32[batch, 6]  efficiency float64[batch, 6]  the element type differs"""
            .formatted(folder.resolve("m.pt")));
    }

    @Test
    void otherShapes() throws Exception {
        TensorDefinition nine = Definitions.tensor("settings", ElementType.FLOAT32, -1, 9);
        assertThat(catchMessage(() -> new TorchScriptEngine().load(Definitions.model(TorchArchive.LEBT, List.of(nine),
            List.of(EFFICIENCY))))).isEqualTo("test.yaml:4:11: model 'm': " + TorchArchive.LEBT + " does not run on the"
            + " tensors of the YAML, [settings float32[batch, 9]]: mat1 and mat2 shapes cannot be multiplied (1x9 and 10x64);"
            + " give 'inputs' in the order, with the shapes and the element types of the arguments of its 'forward'");
        TensorDefinition seven = Definitions.tensor("efficiency", ElementType.FLOAT32, -1, 7);
        assertThat(catchMessage(() -> new TorchScriptEngine().load(Definitions.model(TorchArchive.LEBT, List.of(SETTINGS),
            List.of(seven))))).endsWith("efficiency float32[batch, 7]  efficiency float32[batch, 6]  the shape differs");
        assertThat(catchMessage(() -> new TorchScriptEngine().load(Definitions.model(TorchArchive.LEBT, List.of(SETTINGS, nine),
            List.of(EFFICIENCY))))).contains("forward");
    }

    @Test
    void runsLeaveNothingBehind() throws Exception {
        try (Model model = load(TorchArchive.LEBT); Session session = model.newSession(64)) {
            runs(session, 20_000);
            long before = resident();
            runs(session, 60_000);
            // an array that is not freed would be 9 kB a run, half a gigabyte here
            assertThat(resident() - before).isLessThan(100L << 20);
        }
    }

    @Test
    void closedModelsAreFreed() throws Exception {
        openAndClose(50);
        long before = resident();
        openAndClose(300);
        assertThat(resident() - before).isLessThan(100L << 20);
    }

    private static void openAndClose(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            try (Model model = load(TorchArchive.LEBT); Session session = model.newSession(1)) {
                session.run();
            }
        }
    }

    private static void runs(Session session, int count) throws InferenceException {
        for (int i = 0; i < count; i++) {
            session.run();
        }
    }

    private static long resident() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * 4096;
    }

    @Test
    void aGraphicsProcessorNeedsOtherLibraries() {
        assertThatThrownBy(() -> new TorchScriptEngine().load(
            Definitions.model(TorchArchive.LEBT, List.of(SETTINGS), List.of(EFFICIENCY)), Device.cuda(0)))
            .isInstanceOf(DeviceException.class).hasMessageStartingWith("the libraries of PyTorch here have no CUDA");
    }
}
