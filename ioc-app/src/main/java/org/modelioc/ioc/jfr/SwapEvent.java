package org.modelioc.ioc.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Another version of a model was to take over: from its loading to the last pipeline that runs it, or to its failure. */
@Name("modelioc.Swap")
@Label("Swap")
@Description("A version of a model was loaded and took over, or did not")
@Category("Model IOC")
@StackTrace(false)
public final class SwapEvent extends Event {

    @Label("Model")
    private final String model;

    @Label("Before")
    @Description("What ran until then")
    private final String before;

    @Label("After")
    @Description("What was to run, and does if accepted")
    private String after;

    @Label("Accepted")
    private boolean accepted;

    @Label("Reason")
    @Description("Why it did not take over; empty if it did")
    private String reason;

    private SwapEvent(String model, String before, String after) {
        this.model = model;
        this.before = before;
        this.after = after;
    }

    /**
     * A version is going to be loaded.
     *
     * @param model  name of the model
     * @param before what runs
     * @param after  where the other version is
     * @return to be ended
     */
    public static SwapEvent begun(String model, String before, String after) {
        SwapEvent event = new SwapEvent(model, before, after);
        event.begin();
        return event;
    }

    /**
     * It has taken over.
     *
     * @param version what runs now
     */
    public void tookOver(String version) {
        over(version, "");
    }

    /**
     * It did not take over, and nothing has changed.
     *
     * @param why one sentence
     */
    public void failed(String why) {
        over(after, why);
    }

    private void over(String version, String why) {
        end();
        if (shouldCommit()) {
            after = version;
            accepted = why.isEmpty();
            reason = why;
            commit();
        }
    }
}
