package org.modelioc.ioc.model;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.runtime.store.LoadedModel;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.pv.DisplayForm;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** The PVs of one model. */
final class ModelPvs {

    private static final String READY = "READY";
    private static final String LOADING = "LOADING";
    private static final String FAILED = "FAILED";
    private static final PvType.Scalar LONG = new PvType.Scalar(ValueType.LONG);

    private final StringPv name;
    private final StringPv version;
    private final StringPv sha256;
    private final StringPv engine;
    private final StringPv device;
    private final StringPv state;
    private final StringPv message;
    private final LongPv swaps;

    /** Has a change of the model carried out by the thread that does. */
    @FunctionalInterface
    interface Changes {
        /** Done when the change has ended, well or not. */
        CompletableFuture<Void> submit(Runnable change);
    }

    ModelPvs(String prefix, PvDatabase database, Changes changes, Consumer<String> load, Runnable rollBack) {
        name = text(database, prefix + BuiltInNames.MODEL_NAME, "The model, as its card calls it");
        version = text(database, prefix + BuiltInNames.MODEL_VERSION, "The version that runs, as its card says");
        sha256 = text(database, prefix + BuiltInNames.MODEL_SHA256, "Digest of the file that runs");
        engine = text(database, prefix + BuiltInNames.MODEL_ENGINE, "What runs it");
        device = text(database, prefix + BuiltInNames.MODEL_DEVICE, "Where it runs");
        state = text(database, prefix + BuiltInNames.MODEL_STATE, "READY, LOADING, or FAILED: the last one did not take over");
        message = text(database, prefix + BuiltInNames.MODEL_MESSAGE, "What the last change did, or why there was none");
        swaps = database.add(new LongPv(prefix + BuiltInNames.MODEL_SWAPS,
            Metadata.builtIn("Versions that took over since the start", "")));
        swaps.set(0);
        StringPv loads = database.add(new StringPv(prefix + BuiltInNames.MODEL_LOAD,
            Metadata.builtIn("The folder of a version to be loaded", ""), new Command(changes, pv -> load.accept(text(pv)))));
        loads.set("", Alarm.NONE);
        Metadata command = new Metadata("1 goes back to the version before", "", 0, DisplayForm.DEFAULT, Range.NONE,
            new Range(0, 1), 0, AlarmLimits.NONE);
        LongPv back = database.add(new LongPv(prefix + BuiltInNames.MODEL_ROLLBACK, LONG, command, new Command(changes, pv -> {
            if (((LongPv) pv).value() != 0) {
                rollBack.run();
                ((LongPv) pv).set(0);
            }
        })));
        back.set(0);
    }

    private static String text(Pv pv) {
        synchronized (pv) {
            return ((StringPv) pv).value();
        }
    }

    private static StringPv text(PvDatabase database, String name, String description) {
        return database.add(new StringPv(name, Metadata.builtIn(description, "")));
    }

    /** A version runs. */
    void runs(LoadedModel loaded, Alarm flaw) {
        name.set(loaded.files().name(), Alarm.NONE);
        version.set(loaded.files().version(), Alarm.NONE);
        sha256.set(loaded.files().sha256(), Alarm.NONE);
        engine.set(loaded.model().engine(), Alarm.NONE);
        device.set(loaded.model().device().toString(), flaw);
        state.set(READY, Alarm.NONE);
    }

    /** Something to know about it. */
    void tells(String text, Alarm flaw) {
        message.set(text, flaw);
    }

    /** A version is being loaded. */
    void loading(Path place) {
        state.set(LOADING, Alarm.NONE);
        message.set("loading " + place, Alarm.NONE);
    }

    /** A version has taken over. */
    void swapped(String text, Alarm flaw) {
        message.set(text, flaw);
        swaps.set(swaps.value() + 1);
    }

    /** A version has not taken over. */
    void failed(String text) {
        Alarm alarm = new Alarm(AlarmSeverity.MINOR, Condition.STATE, text);
        message.set(text, alarm);
        state.set(FAILED, alarm);
    }
}
