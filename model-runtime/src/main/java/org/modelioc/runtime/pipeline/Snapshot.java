package org.modelioc.runtime.pipeline;

/**
 * One coherent copy of all inputs of a pipeline, filled anew for every evaluation. Belongs to the pipeline's thread.
 */
public final class Snapshot {

    private final double[] values;
    private long evaluation;
    private long stamp;

    /** Made by {@link Pipeline#newSnapshot()}. */
    Snapshot(int size) {
        values = new double[size];
    }

    /**
     * Which evaluation the values are for.
     *
     * @return the id last set, 0 at first
     */
    public long evaluation() {
        return evaluation;
    }

    /**
     * When the evaluation is, for the stages that reckon with time.
     *
     * @return the stamp last set, in nanoseconds since 1970; 0 at first
     */
    public long stamp() {
        return stamp;
    }

    /**
     * Begins an evaluation.
     *
     * @param id       the id of the evaluation
     * @param newStamp the stamp that its outputs will have, in nanoseconds since 1970
     */
    public void begin(long id, long newStamp) {
        evaluation = id;
        stamp = newStamp;
    }

    /**
     * The values themselves, to be written PV by PV.
     *
     * @return the same array at every call; {@link Pipeline#inputOffset} tells where each PV begins
     */
    public double[] values() {
        return values;
    }
}
