package org.modelioc.runtime.store;

import java.util.Arrays;
import java.util.Optional;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.runtime.engine.Session;
import org.modelioc.runtime.tensor.ConversionException;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.schema.card.GoldenTensor;
import org.modelioc.schema.card.ModelCard;

/** Warms a model up and times its runs, on its golden inputs where it has a card, else on zeros. */
final class Timing {

    private static final int WARM_UP = 10;
    private static final int RUNS = 21;
    /** A slow model is not run so often: its median is sure enough. */
    private static final long ENOUGH_NANOS = 2_000_000_000L;

    private Timing() {
    }

    /**
     * Runs a model.
     *
     * @param model the model
     * @param card  its card
     * @param batch rows in a run
     * @return median of a run, in nanoseconds
     * @throws ModelLoadException if it cannot be run with that batch
     * @throws InferenceException if it cannot be run
     */
    static long median(Model model, Optional<ModelCard> card, int batch) throws ModelLoadException, InferenceException {
        try (Session session = model.newSession(batch)) {
            if (card.isPresent()) {
                fill(session, card.get());
            }
            long begin = System.nanoTime();
            for (int i = 0; i < WARM_UP && System.nanoTime() - begin < ENOUGH_NANOS; i++) {
                session.run();
            }
            long[] times = new long[RUNS];
            int count = 0;
            begin = System.nanoTime();
            long last = begin;
            while (count < RUNS && (count == 0 || last - begin < ENOUGH_NANOS)) {
                session.run();
                long now = System.nanoTime();
                times[count++] = now - last;
                last = now;
            }
            Arrays.sort(times, 0, count);
            return times[count / 2];
        }
    }

    private static void fill(Session session, ModelCard card) throws InferenceException {
        for (Tensor tensor : session.inputs()) {
            Optional<GoldenTensor> golden = card.golden().inputs().stream()
                .filter(each -> each.name().equals(tensor.name())).findFirst();
            double[] values = golden.map(GoldenTensor::values).orElse(new double[1]);
            try {
                for (int i = 0; i < tensor.size(); i++) {
                    tensor.set(i, values[i % values.length]);
                }
            } catch (ConversionException e) {
                throw new InferenceException("golden inputs: " + e.getMessage(), e);
            }
        }
    }
}
