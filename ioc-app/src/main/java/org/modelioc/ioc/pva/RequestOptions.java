package org.modelioc.ioc.pva;

import org.epics.pvdata.factory.ConvertFactory;
import org.epics.pvdata.pv.PVScalar;
import org.epics.pvdata.pv.PVStructure;
import org.modelioc.ioc.pv.Change;

/**
 * What a pvRequest says besides the fields: {@code record[queueSize=4,pipeline=true,process=true,block=true,DBE=ARCHIVE]}.
 *
 * @param queueSize updates that wait for a client before they are merged, 2 to {@value #MAX_QUEUE}
 * @param pipeline  whether the client tells how many updates it can take
 * @param process   whether to evaluate: asked for, forbidden, or left to the operation
 * @param block     whether a put is confirmed only after the evaluation it leads to
 * @param events    what a monitor is to be told
 */
record RequestOptions(int queueSize, boolean pipeline, Process process, boolean block, Events events) {

    /** Longest queue that a client gets. */
    static final int MAX_QUEUE = 1_000;

    private static final int DEFAULT_QUEUE = 4;
    private static final int MIN_QUEUE = 2;

    /**
     * The option {@code DBE}: which events of EPICS records lead to an update, as in QSRV 2 a text with the words VALUE, ARCHIVE
     * and ALARM, or the sum of their numbers. What describes the value is told to everybody.
     *
     * @param value   the value has moved by more than MDEL (1)
     * @param archive it has moved by more than ADEL (2)
     * @param alarm   the alarm has changed (4)
     */
    record Events(boolean value, boolean archive, boolean alarm) {

        private static final Events DEFAULT = new Events(true, false, true);
        private static final int VALUE = 1;
        private static final int ARCHIVE = 2;
        private static final int ALARM = 4;

        static Events of(String text) {
            boolean number = text.matches("\\d{1,9}");
            int mask = number ? Integer.parseInt(text)
                : (text.contains("VALUE") ? VALUE : 0) | (text.contains("ARCHIVE") || text.contains("LOG") ? ARCHIVE : 0)
                | (text.contains("ALARM") ? ALARM : 0);
            return (mask & (VALUE | ARCHIVE | ALARM)) == 0 ? DEFAULT
                : new Events((mask & VALUE) != 0, (mask & ARCHIVE) != 0, (mask & ALARM) != 0);
        }

        /** Whether a change, as bits of {@link Change}, leads to an update. */
        boolean wants(int changes) {
            return (changes & Change.METADATA) != 0 || alarm && (changes & Change.ALARM) != 0
                || value && (changes & Change.WITHIN_MDEL) == 0 && news(changes)
                || archive && (changes & Change.WITHIN_ADEL) == 0 && news(changes);
        }

        // of the value, or of its stamp alone: an evaluation that failed again
        private static boolean news(int changes) {
            return (changes & Change.VALUE) != 0 || (changes & Change.ALARM) == 0;
        }
    }

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
            yes(option(request, "block", "false")), Events.of(option(request, "DBE", "")));
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
