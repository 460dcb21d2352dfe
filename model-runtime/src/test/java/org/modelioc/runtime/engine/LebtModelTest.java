package org.modelioc.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.modelioc.runtime.onnx.Definitions.tensor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.modelioc.runtime.onnx.Definitions;
import org.modelioc.schema.ElementType;
import org.modelioc.schema.ModelDefinition;

/** The surrogate that the repository ships. */
class LebtModelTest {

    private static final Path FOLDER = Path.of("../config/models/lebt");
    private static final ModelDefinition LEBT = Definitions.model(FOLDER.resolve("lebt.onnx"),
        List.of(tensor("settings", ElementType.FLOAT32, -1, 10)), List.of(tensor("efficiency", ElementType.FLOAT32, -1, 6)));

    @Test
    void theNominalPointGivesEfficienciesInPercent() throws Exception {
        assumeTrue(Files.exists(LEBT.file()), "the model is not in this checkout");
        try (Model model = new OnnxEngine().load(LEBT); Session session = model.newSession(1)) {
            session.run();
            double[] efficiency = new double[6];
            session.outputs().getFirst().getAll(0, efficiency, 0, 6);
            for (double percent : efficiency) {
                assertThat(percent).isFinite().isBetween(0.0, 100.0);
            }
        }
    }

    @Test
    void itsGoldenVectorsAreReproduced() throws Exception {
        Path golden = FOLDER.resolve("golden.json");
        assumeTrue(Files.exists(golden), "the model is not in this checkout");
        List<double[]> data = Pattern.compile("\"data\":\\s*\\[([^]]*)]").matcher(Files.readString(golden)).results()
            .map(match -> Arrays.stream(match.group(1).split(",")).mapToDouble(Double::parseDouble).toArray()).toList();
        double[] settings = data.get(0);
        double[] efficiency = data.get(1);
        int rows = settings.length / 10;
        assertThat(efficiency).hasSize(6 * rows);
        try (Model model = new OnnxEngine().load(LEBT); Session session = model.newSession(rows)) {
            session.inputs().getFirst().setAll(0, settings, 0, settings.length);
            session.run();
            double[] result = new double[efficiency.length];
            session.outputs().getFirst().getAll(0, result, 0, result.length);
            assertThat(result).containsExactly(efficiency, within(1e-3));
        }
    }
}
