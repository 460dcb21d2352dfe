package org.modelioc.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelioc.runtime.engine.BatchSession;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.OnnxEngine;
import org.modelioc.runtime.engine.Session;
import org.modelioc.runtime.pipeline.BatchPipeline;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.runtime.pipeline.Snapshot;
import org.modelioc.runtime.store.CardBeside;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.card.ModelCard;
import org.modelioc.schema.pv.PvDefinition;

/**
 * A run of the examples' models through our engine, and through the whole pipeline with its stages, beside ONNX Runtime's Java
 * API alone ({@link RawModel}). The three take turns block by block within one JVM: on a machine whose clock or load changes from
 * one second to the next, only neighbours can be compared. Prints medians over the blocks, and the medians of their ratios.
 */
public final class EngineRatio {

    private static final int LARGE = 1024;
    private static final int STEPS = 200;

    /** What is timed. */
    @FunctionalInterface
    private interface Run {
        void run() throws Exception;
    }

    private EngineRatio() {
    }

    /**
     * Measures and prints a table.
     *
     * @param args none
     * @throws Exception if an example cannot be loaded
     */
    public static void main(String[] args) throws Exception {
        Path config = Path.of(System.getProperty("modelioc.home", "."), "config").toAbsolutePath();
        System.out.printf("%-30s %10s   %s%n", "", "raw, us", "ratio to raw");
        System.out.printf("%-30s %10s %10s %10s%n", "", "", "engine", "pipeline");
        IocDefinition lebt = IocReader.read(config.resolve("lebt/lebt.yaml"), Map.of());
        single("LEBT, batch 1", lebt, 2_000, 200);
        batch("LEBT, batch " + LARGE, lebt, 1_000, 4);
        // as many places along the line as the figure asks for
        String text = Files.readString(config.resolve("mebt/mebt.yaml")).replace("double[174]", "double[" + STEPS + "]")
            .replace("../models", config.resolve("models").toString());
        Path copy = Files.createTempFile("mebt", ".yaml");
        try {
            IocDefinition mebt = IocReader.read(Files.writeString(copy, text), Map.of());
            single("MEBT, batch 1, " + STEPS + " steps", mebt, 300, 1);
        } finally {
            Files.delete(copy);
        }
    }

    private static void single(String name, IocDefinition ioc, int blocks, int runs) throws Exception {
        try (Model model = new OnnxEngine().load(ioc.models().getFirst());
                Pipeline pipeline = Pipeline.open(ioc.pipelines().getFirst(), model, card(ioc))) {
            Snapshot snapshot = pipeline.newSnapshot();
            fill(ioc, pipeline, snapshot.values());
            double[] results = new double[pipeline.outputSize()];
            try (Session session = model.newSession(1)) {
                copy(snapshot.values(), session.inputs());
                try (RawModel raw = new RawModel(file(ioc), session.inputs(), session.outputs())) {
                    measure(name, blocks, runs, raw::run, session::run, () -> {
                        snapshot.begin(1, 1);
                        pipeline.before(snapshot);
                        pipeline.infer();
                        pipeline.after(results);
                    });
                }
            }
        }
    }

    private static void batch(String name, IocDefinition ioc, int blocks, int runs) throws Exception {
        try (Model model = new OnnxEngine().load(ioc.models().getFirst());
                Pipeline one = Pipeline.open(ioc.pipelines().getFirst(), model, card(ioc));
                BatchPipeline pipeline = BatchPipeline.open(ioc.pipelines().getFirst(), model, card(ioc), LARGE);
                BatchSession session = BatchSession.open(model, LARGE)) {
            double[] inputs = new double[one.newSnapshot().values().length];
            fill(ioc, one, inputs);
            double[] outputs = new double[one.outputSize()];
            copy(inputs, session.inputs());
            try (RawModel raw = new RawModel(file(ioc), session.inputs(), session.outputs())) {
                measure(name, blocks, runs, raw::run, () -> session.run(LARGE), () -> {
                    for (int row = 0; row < LARGE; row++) {
                        pipeline.before(row, inputs, 0, 1);
                    }
                    pipeline.infer(LARGE);
                    for (int row = 0; row < LARGE; row++) {
                        pipeline.after(row, inputs, 0, 1, outputs, 0);
                    }
                });
            }
        }
    }

    private static Optional<ModelCard> card(IocDefinition ioc) throws Exception {
        return CardBeside.of(ioc.models().getFirst().file());
    }

    private static String file(IocDefinition ioc) {
        return ioc.models().getFirst().file().toString();
    }

    /** What the inputs begin with. */
    private static void fill(IocDefinition ioc, Pipeline pipeline, double[] values) {
        for (String name : pipeline.inputs()) {
            PvDefinition pv = ioc.inputs().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
            int from = pipeline.inputOffset(name);
            for (int i = 0; i < pipeline.inputLength(name); i++) {
                values[from + i] = pv.display().low() + (pv.display().high() - pv.display().low()) * (i % 7 + 1) / 9;
            }
        }
    }

    /** The examples' inputs stand in their tensors in the order of the pipeline; each row of a batch has the same. */
    private static void copy(double[] values, List<Tensor> tensors) throws Exception {
        int from = 0;
        for (Tensor tensor : tensors) {
            // of 'steps' alone if it has no rows
            List<Long> sizes = tensor.type().dimensions();
            int length = Math.toIntExact(sizes.size() == 1 ? tensor.size() : tensor.size() / sizes.getFirst());
            for (int i = 0; i < tensor.size(); i++) {
                tensor.set(i, values[from + i % length]);
            }
            from += length;
        }
    }

    private static void measure(String name, int blocks, int runs, Run... rivals) throws Exception {
        double[][] nanos = new double[rivals.length][blocks];
        for (int block = -blocks / 4; block < blocks; block++) {
            for (int i = 0; i < rivals.length; i++) {
                // nobody is always the first after another's memory
                int rival = (i + Math.floorMod(block, rivals.length)) % rivals.length;
                long start = System.nanoTime();
                for (int run = 0; run < runs; run++) {
                    rivals[rival].run();
                }
                if (block >= 0) {
                    nanos[rival][block] = (System.nanoTime() - start) / (double) runs;
                }
            }
        }
        System.out.printf("%-30s %10.2f", name, median(nanos[0]) / 1e3);
        for (int i = 1; i < rivals.length; i++) {
            double[] ratios = new double[blocks];
            for (int block = 0; block < blocks; block++) {
                ratios[block] = nanos[i][block] / nanos[0][block];
            }
            System.out.printf(" %10.3f", median(ratios));
        }
        System.out.println();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
