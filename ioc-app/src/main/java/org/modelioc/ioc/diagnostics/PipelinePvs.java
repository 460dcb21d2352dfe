package org.modelioc.ioc.diagnostics;

import java.util.List;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.evaluation.Evaluator;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.EnumPv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.schema.evaluation.EvaluationMode;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** The PVs about the evaluations of one pipeline. Belongs to the thread that refreshes them. */
final class PipelinePvs {

    private static final long RATE_NANOS = 1_000_000_000L;
    private static final PvType.Enumeration MODES = new PvType.Enumeration(EvaluationMode.choices());
    private static final PvType.Scalar BYTE = new PvType.Scalar(ValueType.UBYTE);

    private final Evaluator evaluator;
    private final LongPv count;
    private final LongPv errors;
    private final LongPv merged;
    private final LongPv overruns;
    private final LongPv deadlineMisses;
    private final LongPv unaligned;
    private final DoublePv rate;
    private final LongPv lastId;
    private final StringPv message;
    private long rateSince;
    private long rateCount;

    PipelinePvs(String prefix, Evaluator evaluator, PvDatabase database) {
        this.evaluator = evaluator;
        String pipeline = prefix + evaluator.name() + ':';
        count = counter(database, pipeline + BuiltInNames.EVAL_COUNT, "Evaluations since start");
        errors = counter(database, pipeline + BuiltInNames.EVAL_ERRORS, "Evaluations that failed");
        merged = counter(database, pipeline + BuiltInNames.EVAL_MERGED, "Requests answered together with a later one");
        overruns = counter(database, pipeline + BuiltInNames.EVAL_OVERRUNS,
            "Periods that found the evaluation before unfinished");
        deadlineMisses = counter(database, pipeline + BuiltInNames.EVAL_DEADLINE_MISSES,
            "Evaluations whose outputs came after the deadline");
        unaligned = counter(database, pipeline + BuiltInNames.EVAL_UNALIGNED,
            "Updates of followed inputs without partners to be aligned with");
        lastId = counter(database, pipeline + BuiltInNames.EVAL_LAST_ID,
            "Number of the last evaluation, userTag of its outputs");
        rate = database.add(new DoublePv(pipeline + BuiltInNames.EVAL_RATE,
            Metadata.builtIn("Evaluations a second", "1/s"), null));
        message = database.add(new StringPv(pipeline + BuiltInNames.EVAL_MESSAGE,
            Metadata.builtIn("What is wrong with the outputs, empty if nothing", "")));
        database.add(mode(pipeline + BuiltInNames.EVAL_MODE, evaluator));
        LongPv process = database.add(new LongPv(pipeline + BuiltInNames.EVAL_PROC, BYTE,
            Metadata.builtIn("A put of anything asks for an evaluation", ""), evaluator.processSwitch()));
        begin(process, 0);
        database.add(evaluator.views().group());
        database.add(evaluator.views().table());
    }

    private static LongPv counter(PvDatabase database, String name, String description) {
        return database.add(new LongPv(name, Metadata.builtIn(description, "")));
    }

    private static EnumPv mode(String name, Evaluator evaluator) {
        EnumPv mode = new EnumPv(name, MODES, Metadata.builtIn("LIVE follows, WHAT-IF is the operator's, HOLD keeps, OFF", ""),
            List.of(), evaluator.modeSwitch());
        begin(mode, evaluator.mode().ordinal());
        return mode;
    }

    private static void begin(Pv pv, long value) {
        try {
            pv.put(value);
        } catch (PutRejectedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Brings all up to date. */
    void refresh(long now) {
        int id = evaluator.lastId();
        count.set(evaluator.count());
        errors.set(evaluator.errors());
        merged.set(evaluator.merged());
        overruns.set(evaluator.overruns());
        deadlineMisses.set(evaluator.deadlineMisses());
        unaligned.set(evaluator.unaligned());
        refreshRate(now);
        Alarm state = evaluator.state();
        if (message.alarm() != state) {
            message.set(state.message(), state);
        }
        // read first and set last: who sees the number of an evaluation finds the rest at least as new
        lastId.set(id);
    }

    private void refreshRate(long now) {
        if (rateSince != 0 && now - rateSince < RATE_NANOS) {
            return;
        }
        long evaluations = evaluator.count();
        if (rateSince != 0) {
            rate.set((evaluations - rateCount) * (double) RATE_NANOS / (now - rateSince));
        }
        rateSince = now;
        rateCount = evaluations;
    }
}
