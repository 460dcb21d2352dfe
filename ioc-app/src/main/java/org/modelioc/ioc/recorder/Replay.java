package org.modelioc.ioc.recorder;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.runtime.pipeline.Snapshot;

/**
 * Runs recorded evaluations again, in their order, and compares the outputs. One thread.
 *
 * <p>Stages that remember, such as windows and filters, begin anew with the first: where the recording does not begin with the
 * first evaluation of a run, the first ones may differ, which is what {@code skip} is for.
 */
public final class Replay {

    private static final int FIRST_DIFFERENCES = 10;

    private final Function<FlightRecord, Pipeline> pipelines;
    private Pipeline pipeline;
    private final Snapshot snapshot;
    private final double[] results;
    private final Flight flight;
    private final double tolerance;
    private final int[] inputs;
    private final int[] outputs;
    private final List<Difference> differences = new ArrayList<>();
    private int evaluations;
    private int same;
    private int close;
    private int different;

    /**
     * An output that came out otherwise.
     *
     * @param record   the evaluation
     * @param pv       the output, with the place of the number if it has several
     * @param recorded what it was
     * @param replayed what it is now
     * @param why      why there is nothing to compare, if one of both failed; else empty
     */
    public record Difference(FlightRecord record, String pv, double recorded, double replayed, String why) {
    }

    /**
     * How it went.
     *
     * @param evaluations how many were run again
     * @param same        those whose outputs are the same, bit by bit
     * @param close       others whose outputs are within the tolerance
     * @param different   the rest
     * @param first       the first differences beyond the tolerance, at most one an evaluation
     */
    public record Result(int evaluations, int same, int close, int different, List<Difference> first) {
    }

    /** Why a pipeline cannot run what was recorded. */
    public static final class MisfitException extends Exception {

        private static final long serialVersionUID = 1;

        MisfitException(String text) {
            super(text, null, false, false);
        }
    }

    /**
     * Prepares.
     *
     * @param flight    what was recorded
     * @param pipelines which one runs an evaluation again, all made from one definition; they stay the caller's to close
     * @param pipeline  the one to begin with
     * @param tolerance how far a number may be off, as a part of the recorded one, or of 1 if that is smaller; 0 for bit by bit
     * @throws MisfitException if its PVs are not those of the recording, with a sentence
     */
    public Replay(Flight flight, Function<FlightRecord, Pipeline> pipelines, Pipeline pipeline, double tolerance)
            throws MisfitException {
        this.flight = flight;
        this.pipelines = pipelines;
        this.pipeline = pipeline;
        this.tolerance = tolerance;
        snapshot = pipeline.newSnapshot();
        results = new double[pipeline.outputSize()];
        inputs = places("input", flight.inputs(), pipeline.inputs(), pipeline::inputLength, pipeline::inputOffset);
        outputs = places("output", flight.outputs(), pipeline.outputs(), pipeline::outputLength, pipeline::outputOffset);
        pipeline.reset();
    }

    // by name: the order may have changed
    private static int[] places(String what, List<Flight.Column> recorded, List<String> present, ToIntFunction<String> length,
            ToIntFunction<String> offset) throws MisfitException {
        List<String> names = recorded.stream().map(Flight.Column::pv).toList();
        for (String pv : present) {
            if (!names.contains(pv)) {
                throw new MisfitException("the " + what + " '" + pv + "' of the pipeline was not recorded; replay it with the"
                    + " configuration of that time (--config)");
            }
        }
        int[] places = new int[recorded.size()];
        for (int i = 0; i < places.length; i++) {
            Flight.Column column = recorded.get(i);
            if (!present.contains(column.pv())) {
                throw new MisfitException("the pipeline has no " + what + " '" + column.pv() + "', which was recorded; replay"
                    + " it with the configuration of that time (--config)");
            }
            if (length.applyAsInt(column.pv()) != column.length()) {
                throw new MisfitException("the " + what + " '" + column.pv() + "' has " + length.applyAsInt(column.pv())
                    + " numbers, and " + column.length() + " were recorded");
            }
            places[i] = offset.applyAsInt(column.pv());
        }
        return places;
    }

    /**
     * Runs them again.
     *
     * @param records the evaluations, in their order
     * @param skip    how many of the first are run, but not compared
     * @return how it went, of those that were compared
     */
    public Result run(List<FlightRecord> records, int skip) {
        for (int i = 0; i < records.size(); i++) {
            Pipeline next = pipelines.apply(records.get(i));
            if (next != pipeline) {
                next.takeOver(pipeline);
                pipeline = next;
            }
            String failure = evaluate(records.get(i));
            if (i >= skip) {
                compare(records.get(i), failure);
            }
        }
        return new Result(evaluations, same, close, different, List.copyOf(differences));
    }

    /** Why it failed; empty if it did not. */
    private String evaluate(FlightRecord record) {
        snapshot.begin(record.id(), record.stamp());
        int from = 0;
        for (int i = 0; i < inputs.length; i++) {
            int length = flight.inputs().get(i).length();
            System.arraycopy(record.inputs(), from, snapshot.values(), inputs[i], length);
            from += length;
        }
        try {
            pipeline.before(snapshot);
            pipeline.infer();
            pipeline.after(results);
            return "";
        } catch (InferenceException | RuntimeException e) {
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
    }

    private void compare(FlightRecord record, String failure) {
        evaluations++;
        if (record.failed() || !failure.isEmpty()) {
            if (record.failed() && !failure.isEmpty()) {
                same++;
            } else {
                differs(new Difference(record, "", Double.NaN, Double.NaN, record.failed()
                    ? "it failed then, and does not now" : "it did not fail then, and does now: " + failure));
            }
            return;
        }
        boolean identical = true;
        Difference beyond = null;
        int from = 0;
        for (int i = 0; i < outputs.length; i++) {
            Flight.Column column = flight.outputs().get(i);
            for (int j = 0; j < column.length(); j++) {
                double then = record.outputs()[from + j];
                double now = results[outputs[i] + j];
                // doubleToLongBits makes all NaN one
                if (Double.doubleToLongBits(then) != Double.doubleToLongBits(now)) {
                    identical = false;
                    if (beyond == null && !isClose(then, now)) {
                        String pv = column.length() == 1 ? column.pv() : column.pv() + '[' + j + ']';
                        beyond = new Difference(record, pv, then, now, "");
                    }
                }
            }
            from += column.length();
        }
        if (beyond != null) {
            differs(beyond);
        } else if (identical) {
            same++;
        } else {
            close++;
        }
    }

    private boolean isClose(double then, double now) {
        return Math.abs(now - then) <= tolerance * Math.max(1, Math.abs(then));
    }

    private void differs(Difference difference) {
        different++;
        if (differences.size() < FIRST_DIFFERENCES) {
            differences.add(difference);
        }
    }
}
