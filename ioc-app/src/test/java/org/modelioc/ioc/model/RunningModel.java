package org.modelioc.ioc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.modelioc.ioc.OpenConfiguration;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.evaluation.Evaluation;
import org.modelioc.ioc.evaluation.Evaluator;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.schema.IocReader;

/** An IOC without a server: A and B, which is 1, go through a model of two numbers to X and Y. */
final class RunningModel implements AutoCloseable {

    private static final long SECONDS = 60;

    private final PvDatabase database = new PvDatabase();
    private final Evaluation evaluation;
    private final Models models;

    private RunningModel(OpenConfiguration open) throws Exception {
        open.requireSound();
        evaluation = new Evaluation(open.definition(), open.pipelines(), database);
        models = new Models(open.definition(), open.models(), open.loader(), evaluation.evaluators(), database);
        evaluation.initialise();
        evaluation.start();
        models.start();
    }

    /**
     * Starts it.
     *
     * @param folder   takes the configuration
     * @param place    the lines of the model before its tensors
     * @param pipeline further lines of the pipeline
     */
    static RunningModel start(Path folder, String place, String pipeline) throws Exception {
        Path config = Files.writeString(folder.resolve("ioc.yaml"), """
            ioc: {prefix: "T:"}
            models:
              m:
                %s
                inputs: {x: "float32[batch, 2]"}
                outputs: {y: "float32[batch, 2]"}
            inputs:
              A: {value: 1}
              B: {value: 1}
            outputs:
              X: {}
              Y: {}
            pipelines:
              P:
                model: m
                inputs: {x: [A, B]}
                outputs: {y: [X, Y]}
                %s
            """.formatted(place, pipeline));
        return new RunningModel(OpenConfiguration.open(IocReader.read(config, Map.of())));
    }

    Evaluator evaluator() {
        return evaluation.evaluators().getFirst();
    }

    DoublePv number(String name) {
        return (DoublePv) database.get("T:" + name);
    }

    void put(String name, double value) throws Exception {
        number(name).put(value);
        wait(number(name));
    }

    /** Puts; gives what a client that waits for the end is told, empty if all went well. */
    String load(String name) throws Exception {
        Pv pv = database.get("T:m:MODEL:LOAD");
        pv.put(name);
        return told(pv);
    }

    /** As {@link #load}. */
    String rollBack() throws Exception {
        Pv pv = database.get("T:m:MODEL:ROLLBACK");
        pv.put(1);
        String told = told(pv);
        assertThat(((LongPv) pv).value()).isZero();
        return told;
    }

    private static String told(Pv pv) throws Exception {
        try {
            wait(pv);
            return "";
        } catch (ExecutionException e) {
            return e.getCause().getMessage();
        }
    }

    private static void wait(Pv pv) throws Exception {
        pv.setpoint().processAndWait().get(SECONDS, TimeUnit.SECONDS);
    }

    String text(String name) {
        StringPv pv = (StringPv) database.get("T:m:MODEL:" + name);
        synchronized (pv) {
            return pv.value();
        }
    }

    Alarm alarm(String name) {
        Pv pv = database.get("T:" + name);
        synchronized (pv) {
            return pv.alarm();
        }
    }

    long swaps() {
        return ((LongPv) database.get("T:m:MODEL:SWAPS")).value();
    }

    static void eventually(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            Thread.sleep(10);
        }
    }

    @Override
    public void close() {
        evaluation.close();
        models.close();
    }
}
