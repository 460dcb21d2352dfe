package org.modelioc.ioc.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One put of a client, from the question whether it may to the value stored, or to the refusal. */
@Name("modelioc.Put")
@Label("Put")
@Description("A client put a value, or was refused")
@Category("Model IOC")
@StackTrace(false)
public final class PutEvent extends Event {

    /** Tells whether anybody records, without making an event. */
    private static final PutEvent ASKED = new PutEvent("", "", "");

    @Label("PV")
    private final String pv;

    @Label("User")
    @Description("As the client says")
    private final String user;

    @Label("Host")
    @Description("As the client says, or else its address")
    private final String host;

    @Label("Accepted")
    private boolean accepted;

    @Label("Reason")
    @Description("Why it was refused; empty if it was not")
    private String reason;

    private PutEvent(String pv, String user, String host) {
        this.pv = pv;
        this.user = user;
        this.host = host;
    }

    /**
     * Whether anybody records puts.
     *
     * @return false if an event would be in vain
     */
    public static boolean recorded() {
        return ASKED.isEnabled();
    }

    /**
     * A put begins. To be called only while somebody records.
     *
     * @param pv   full name
     * @param user who, as the client says
     * @param host where
     * @return to be ended
     */
    public static PutEvent begun(String pv, String user, String host) {
        PutEvent event = new PutEvent(pv, user, host);
        event.begin();
        return event;
    }

    /**
     * The put is over.
     *
     * @param refusal why it was refused; null if it was not
     */
    public void over(String refusal) {
        end();
        if (shouldCommit()) {
            accepted = refusal == null;
            reason = refusal == null ? "" : refusal;
            commit();
        }
    }
}
