package org.modelioc.ioc.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.OpenConfiguration;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.runtime.engine.TorchScriptEngine;
import org.modelioc.runtime.memory.ResidentSet;
import org.modelioc.schema.IocReader;

/**
 * The LEBT example evaluates again and again, each time for one put, and nothing stays behind. The profile {@code soak} does
 * more.
 */
class EvaluationSoakTest {

    private static final int EVALUATIONS = Integer.getInteger("evaluations", 20_000);
    private static final long SECONDS = 60;
    private static final Path EXAMPLE = Path.of("../config/lebt/lebt.yaml");

    @TempDir
    private Path folder;

    @Test
    void ofOnnxRuntime() throws Exception {
        keepsNoMemory("lebt.onnx", "ONNX Runtime");
    }

    @Test
    void ofTorchScript() throws Exception {
        Optional<String> reason = TorchScriptEngine.unavailable();
        reason.ifPresent(text -> System.out.println("SKIPPED: " + text + "; its tests run with 'mvn -Ptorchscript verify'"));
        assumeTrue(reason.isEmpty(), () -> reason.orElse(""));
        keepsNoMemory("lebt.pt", "TorchScript");
    }

    private void keepsNoMemory(String file, String engine) throws Exception {
        String models = EXAMPLE.resolveSibling("../models/lebt").toRealPath().toString();
        Path config = Files.writeString(folder.resolve("lebt.yaml"),
            Files.readString(EXAMPLE).replace("../models/lebt/lebt.onnx", models + '/' + file));
        OpenConfiguration open = OpenConfiguration.open(IocReader.read(config, Map.of()));
        try {
            open.requireSound();
            assertThat(open.models().get("lebt").model().engine()).isEqualTo(engine);
            PvDatabase database = new PvDatabase();
            try (Evaluation evaluation = new Evaluation(open.definition(), open.pipelines(), database)) {
                evaluation.initialise();
                evaluation.start();
                Evaluator evaluator = evaluation.evaluators().getFirst();
                puts(database, EVALUATIONS / 4);
                long before = ResidentSet.outsideTheHeap();
                long begin = System.nanoTime();
                puts(database, EVALUATIONS);
                long growth = ResidentSet.outsideTheHeap() - before;
                System.out.printf("%d evaluations of %s in %.1f s, resident set outside the heap %+.1f MB%n", EVALUATIONS, engine,
                    (System.nanoTime() - begin) / 1e9, growth / 1e6);

                assertThat(evaluator.errors()).isZero();
                assertThat(evaluator.count()).isGreaterThanOrEqualTo(EVALUATIONS + EVALUATIONS / 4);
                // a tensor of a run that were not freed would keep a hundred bytes at least, a whole run thousands
                assertThat(growth).isLessThan(64L << 20);
            }
        } finally {
            open.models().values().forEach(loaded -> loaded.model().close());
        }
    }

    private static void puts(PvDatabase database, int count) throws Exception {
        DoublePv setting = (DoublePv) database.get("LEBT:SOL1:DI:SP");
        DoublePv output = (DoublePv) database.get("LEBT:EFF:TANK4");
        for (int i = 0; i < count; i++) {
            int tag = output.userTag();
            setting.put(i % 400 * 0.1 - 20);
            setting.setpoint().processAndWait().get(SECONDS, TimeUnit.SECONDS);
            assertThat(output.userTag()).isGreaterThan(tag);
            assertThat(output.value()).isFinite();
        }
    }
}
