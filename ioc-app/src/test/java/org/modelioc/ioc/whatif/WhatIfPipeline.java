package org.modelioc.ioc.whatif;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.modelioc.ioc.OpenConfiguration;
import org.modelioc.ioc.evaluation.Evaluation;
import org.modelioc.ioc.model.Models;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.schema.IocReader;

/** An IOC without a server that has one pipeline P and answers questions about it. */
final class WhatIfPipeline implements AutoCloseable {

    static final int SECONDS = 60;

    final PvDatabase database = new PvDatabase();
    final WhatIf whatIf;
    private final Evaluation evaluation;
    private final Models models;
    private final WhatIfs whatIfs;

    /** Of the file and tensors of model m, and of the lines from {@code inputs} on. */
    WhatIfPipeline(Path folder, String model, String lines) throws Exception {
        OpenConfiguration open = OpenConfiguration.open(IocReader.read(Files.writeString(folder.resolve("ioc.yaml"),
            "ioc: {prefix: \"T:\"}\nmodels:\n  m: {" + model + "}\n" + lines), Map.of()));
        open.requireSound();
        evaluation = new Evaluation(open.definition(), open.pipelines(), database);
        models = new Models(open.definition(), open.models(), open.loader(), evaluation.evaluators(), database);
        whatIfs = new WhatIfs(open.definition(), open.pipelines(), evaluation.evaluators(), models::current, database);
        whatIf = whatIfs.byName().get("T:P:EVAL");
        evaluation.initialise();
        evaluation.start();
        models.start();
    }

    /** Puts, and waits for the outputs. */
    void put(String name, Object value) throws Exception {
        Pv pv = database.get("T:" + name);
        give(pv, value);
        pv.setpoint().processAndWait().get(SECONDS, TimeUnit.SECONDS);
    }

    private static void give(Pv pv, Object value) throws PutRejectedException {
        switch (value) {
            case String text -> pv.put(text);
            case Long whole -> pv.put((long) whole);
            case Number number -> pv.put(number.doubleValue());
            default -> ((ArrayPv) pv).put(value);
        }
    }

    /** A question with one value a row for one input. */
    Question question(String input, Object... values) throws Exception {
        Question question = whatIf.question(values.length);
        for (int row = 0; row < values.length; row++) {
            give(question, row, input, values[row]);
        }
        return question;
    }

    void give(Question question, int row, String input, Object value) {
        question.give(row, whatIf.inputs().indexOf(input), pv -> give(pv, value));
    }

    Question ask(Question question) throws Exception {
        return whatIf.ask(question).get(SECONDS, TimeUnit.SECONDS);
    }

    Question ask(String input, Object... values) throws Exception {
        return ask(question(input, values));
    }

    /** The value of a PV about the requests. */
    long counter(String name) {
        whatIfs.refresh();
        return ((LongPv) database.get("T:P:WHATIF:" + name)).value();
    }

    static void eventually(BooleanSupplier condition, String what) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen: " + what);
            }
            Thread.sleep(2);
        }
    }

    @Override
    public void close() {
        whatIfs.close();
        evaluation.close();
        models.close();
    }
}
