package org.modelioc.ioc.bench;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.runtime.engine.Session;

/** The model without anything around it, on tensors of zeros: the floor of what surrounds it, by batch size. */
final class ModelAlone {

    private final Model model;

    ModelAlone(Model model) {
        this.model = model;
    }

    /**
     * Measures.
     *
     * @param batch   rows in a run
     * @param seconds how long
     * @throws ModelLoadException if the model cannot be run with that batch
     * @throws InferenceException if the engine gives up
     */
    Measurement measure(int batch, double seconds) throws ModelLoadException, InferenceException {
        try (Session session = model.newSession(batch)) {
            run(session, Math.min(1, seconds / 2));
            long start = System.nanoTime();
            Histogram runs = run(session, seconds);
            double took = (System.nanoTime() - start) / 1e9;
            return new Measurement("model", "batch " + batch, batch * runs.getTotalCount() / took,
                List.of(Latency.of("run", runs)));
        }
    }

    private static Histogram run(Session session, double seconds) throws InferenceException {
        Histogram runs = Latency.histogram();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        for (long start = System.nanoTime(); start - end < 0; start = System.nanoTime()) {
            session.run();
            runs.recordValue(Math.clamp(System.nanoTime() - start, 0, runs.getHighestTrackableValue()));
        }
        return runs;
    }
}
