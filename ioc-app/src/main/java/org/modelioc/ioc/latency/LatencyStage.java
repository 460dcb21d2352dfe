package org.modelioc.ioc.latency;

/** The parts of an evaluation whose time is told. */
public enum LatencyStage {
    /** From the request to the copy of the inputs. */
    WAIT("From the request to the copy of the inputs"),
    /** Stages before the model, with the filling of its tensors. */
    BEFORE("Stages before the model"),
    /** The model itself. */
    INFER("The model"),
    /** Stages after the model, with the reading of its tensors. */
    AFTER("Stages after the model"),
    /** Outputs and their alarms, with the copies for subscribers. */
    POST("Commit of the outputs"),
    /** From the request to the end of the commit. */
    TOTAL("From the request to the commit"),
    /** From the newest time stamp of the inputs to the end of the commit. */
    E2E("From the newest input's time stamp to the commit");

    private final String description;

    LatencyStage(String description) {
        this.description = description;
    }

    /**
     * What it measures.
     *
     * @return a few words for people
     */
    public String description() {
        return description;
    }
}
