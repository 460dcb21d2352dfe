package org.modelioc.ioc.pva;

import org.epics.pvdata.factory.ConvertFactory;
import org.epics.pvdata.pv.PVScalar;
import org.epics.pvdata.pv.PVStructure;

/**
 * What a pvRequest says besides the fields: {@code record[queueSize=4,pipeline=true,process=true,block=true]}.
 *
 * @param queueSize updates that wait for a client before they are merged, 2 to {@value #MAX_QUEUE}
 * @param pipeline  whether the client tells how many updates it can take
 * @param process   whether to evaluate: asked for, forbidden, or left to the operation
 * @param block     whether a put is confirmed only after the evaluation it leads to
 */
record RequestOptions(int queueSize, boolean pipeline, Process process, boolean block) {

    /** Longest queue that a client gets. */
    static final int MAX_QUEUE = 1_000;

    private static final int DEFAULT_QUEUE = 4;
    private static final int MIN_QUEUE = 2;

    /** The choices of the option {@code process}. */
    enum Process {
        /** Not said, or {@code passive}: a put evaluates, a get does not. */
        PASSIVE,
        /** {@code true}: evaluate. */
        FORCE,
        /** {@code false}: do not. */
        INHIBIT
    }

    /**
     * Reads the options; what cannot be understood counts as not said, as in the C++ servers.
     *
     * @param request a pvRequest, may be null
     * @return the options with their defaults
     */
    static RequestOptions of(PVStructure request) {
        int queue = DEFAULT_QUEUE;
        try {
            queue = Integer.parseInt(option(request, "queueSize", Integer.toString(DEFAULT_QUEUE)));
        } catch (NumberFormatException e) {
            // not said
        }
        Process process = switch (option(request, "process", "passive")) {
            case "true", "1", "yes" -> Process.FORCE;
            case "false", "0", "no" -> Process.INHIBIT;
            default -> Process.PASSIVE;
        };
        return new RequestOptions(Math.clamp(queue, MIN_QUEUE, MAX_QUEUE), yes(option(request, "pipeline", "false")), process,
            yes(option(request, "block", "false")));
    }

    private static boolean yes(String text) {
        return text.equals("true") || text.equals("1") || text.equals("yes");
    }

    private static String option(PVStructure request, String name, String otherwise) {
        PVScalar scalar = request == null ? null : request.getSubField(PVScalar.class, "record._options." + name);
        String text = scalar == null ? null : ConvertFactory.getConvert().toString(scalar);
        return text == null ? otherwise : text.strip();
    }
}
