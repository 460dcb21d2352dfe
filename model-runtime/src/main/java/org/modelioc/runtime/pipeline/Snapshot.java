package org.modelioc.runtime.pipeline;

/**
 * One coherent copy of all inputs of a pipeline, filled anew for every evaluation. Belongs to the pipeline's thread.
 */
public final class Snapshot {

    private final double[] values;
    private long evaluation;

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
     * Begins an evaluation; the values are to be filled after it.
     *
     * @param id the id of the evaluation
     */
    public void begin(long id) {
        evaluation = id;
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
