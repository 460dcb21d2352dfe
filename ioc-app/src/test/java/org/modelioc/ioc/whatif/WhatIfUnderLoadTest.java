package org.modelioc.ioc.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.runtime.onnx.VersionFolder;

/** Many ask, while models change and the IOC ends. Version one of the model multiplies by 10, version two by 20. */
class WhatIfUnderLoadTest {

    private static final int ASKING = 6;
    private static final int ROWS = 100;
    private static final int SWAPS = 60;
    private static final String MODEL =
        "file: models/one, inputs: {x: \"float32[batch, 2]\"}, outputs: {y: \"float32[batch, 2]\"}";

    @TempDir
    private Path folder;

    @BeforeEach
    void makeVersions() throws Exception {
        new VersionFolder("1.0.0", 10).write(folder.resolve("models/one"));
        new VersionFolder("1.1.0", 20).write(folder.resolve("models/two"));
    }

    private WhatIfPipeline start(String limits) throws Exception {
        return new WhatIfPipeline(folder, MODEL, """
            inputs: {A: {value: 1}, B: {value: 1}}
            outputs: {X: {}, Y: {}}
            pipelines:
              P:
                model: m
                inputs: {x: [A, B]}
                outputs: {y: [X, Y]}
                what-if: {%s}
            """.formatted(limits));
    }

    private static Object[] numbers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> (Object) (double) i).toArray();
    }

    /** Keeps the thread of the batches from going on until it may, so that what is asked meanwhile waits. */
    private static CountDownLatch hold(WhatIfPipeline ioc) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch mayGo = new CountDownLatch(1);
        // a question that cannot be answered before somebody listens would be answered by this thread
        for (boolean byBatches = false; !byBatches;) {
            AtomicReference<Thread> by = new AtomicReference<>();
            ioc.whatIf.ask(ioc.question("A", 1.0)).thenRun(() -> {
                by.set(Thread.currentThread());
                if (by.get().getName().startsWith("what-if-")) {
                    held.countDown();
                    await(mayGo);
                }
            });
            WhatIfPipeline.eventually(() -> by.get() != null, "answered");
            byBatches = by.get().getName().startsWith("what-if-");
        }
        held.await();
        return mayGo;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatPilesUpGoesIntoOneBatch() throws Exception {
        try (WhatIfPipeline ioc = start("largest-batch: 32, threads: 1")) {
            CountDownLatch mayGo = hold(ioc);
            long before = ioc.counter("BATCHES");
            List<CompletableFuture<Question>> answers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                answers.add(ioc.whatIf.ask(ioc.question("A", (double) i)));
            }
            assertThat(ioc.counter("QUEUE")).isEqualTo(64);
            mayGo.countDown();
            for (int i = 0; i < 64; i++) {
                assertThat(answers.get(i).get(WhatIfPipeline.SECONDS, TimeUnit.SECONDS).output(0, 0)).isEqualTo(10.0 * i);
            }
            assertThat(ioc.counter("BATCHES") - before).isEqualTo(2);
            assertThat(ioc.counter("QUEUE")).isZero();
        }
    }

    @Test
    void aLongQuestionIsSpreadOverAllThreads() throws Exception {
        try (WhatIfPipeline ioc = start("largest-batch: 32, threads: 4")) {
            Set<Thread> answering = ConcurrentHashMap.newKeySet();
            CountDownLatch allThreads = new CountDownLatch(1);
            // each thread that answers one that is worth another thread is kept at it, until there are as many as there may be
            for (int i = 0; i < 4; i++) {
                int before = answering.size();
                while (answering.size() == before) {
                    CountDownLatch answered = new CountDownLatch(1);
                    ioc.whatIf.ask(ioc.question("A", numbers(8))).thenRun(() -> {
                        Thread by = Thread.currentThread();
                        boolean held = by.getName().startsWith("what-if-") && answering.add(by);
                        answered.countDown();
                        if (held) {
                            await(allThreads);
                        }
                    });
                    assertThat(answered.await(WhatIfPipeline.SECONDS, TimeUnit.SECONDS)).isTrue();
                }
            }
            CompletableFuture<Question> waits = ioc.whatIf.ask(ioc.question("A", numbers(5_000)));
            assertThat(ioc.counter("QUEUE")).as("four threads and no more").isEqualTo(5_000);
            long before = ioc.counter("BATCHES");
            allThreads.countDown();
            Question question = waits.get(WhatIfPipeline.SECONDS, TimeUnit.SECONDS);
            for (int row = 0; row < 5_000; row++) {
                assertThat(question.output(row, 0)).isEqualTo(10.0 * (row + 1));
            }
            assertThat(ioc.counter("BATCHES") - before).isGreaterThanOrEqualTo(157);
        }
    }

    @Test
    void aFullQueueRefusesAndForgetsNobody() throws Exception {
        try (WhatIfPipeline ioc = start("largest-batch: 32, queue: 100, threads: 1")) {
            CountDownLatch mayGo = hold(ioc);
            CompletableFuture<Question> waits = ioc.whatIf.ask(ioc.question("A", numbers(90)));
            Question early = ioc.question("A", numbers(10));
            CompletableFuture<Question> last = ioc.whatIf.ask(ioc.question("A", numbers(10)));
            String full = "P: 100 rows of what-if requests wait, and no more than 100 may; ask again later";
            assertThatThrownBy(() -> ioc.whatIf.question(1)).isInstanceOf(RequestRejectedException.class).hasMessage(full);
            assertThatThrownBy(() -> ioc.whatIf.ask(early)).isInstanceOf(RequestRejectedException.class).hasMessage(full);
            mayGo.countDown();
            assertThat(waits.get(WhatIfPipeline.SECONDS, TimeUnit.SECONDS).output(89, 0)).isEqualTo(900);
            assertThat(last.get(WhatIfPipeline.SECONDS, TimeUnit.SECONDS).output(9, 0)).isEqualTo(100);
            assertThat(ioc.ask("A", 2.0).output(0, 0)).isEqualTo(20);
        }
    }

    @Test
    void whoWaitsAtTheEndIsTold() throws Exception {
        WhatIfPipeline ioc = start("largest-batch: 32, threads: 1");
        CountDownLatch mayGo = hold(ioc);
        CompletableFuture<Question> waits = ioc.whatIf.ask(ioc.question("A", numbers(90)));
        Question late = ioc.question("A", 1.0);
        Thread closing = Thread.ofVirtual().start(ioc::close);
        WhatIfPipeline.eventually(() -> {
            try {
                ioc.whatIf.ask(ioc.question("A", 1.0));
                return false;
            } catch (Exception e) {
                return e.getMessage().equals("the IOC is ending");
            }
        }, "no more questions");
        mayGo.countDown();
        assertThatThrownBy(() -> waits.get(WhatIfPipeline.SECONDS, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
            .rootCause().isInstanceOf(RequestRejectedException.class).hasMessage("the IOC is ending");
        closing.join();
        assertThatThrownBy(() -> ioc.whatIf.ask(late)).hasMessage("the IOC is ending");
    }

    @Test
    void aQuestionIsAnsweredByOneVersionOfTheModelWhileModelsChange() throws Exception {
        try (WhatIfPipeline ioc = start("largest-batch: 32, threads: 3")) {
            AtomicReference<String> wrong = new AtomicReference<>();
            AtomicInteger tens = new AtomicInteger();
            AtomicInteger twenties = new AtomicInteger();
            CountDownLatch end = new CountDownLatch(1);
            List<Thread> asking = IntStream.range(0, ASKING).mapToObj(_ -> Thread.ofPlatform().start(() -> {
                while (end.getCount() > 0) {
                    try {
                        Question question = ioc.ask("A", numbers(ROWS));
                        double factor = question.output(0, 0);
                        (factor == 10 ? tens : twenties).incrementAndGet();
                        for (int row = 0; row < ROWS; row++) {
                            if (question.output(row, 0) != factor * (row + 1) || factor != 10 && factor != 20) {
                                wrong.compareAndSet(null, "row " + row + " of factor " + factor + ": "
                                    + question.output(row, 0) + ' ' + question.alarm(row));
                            }
                        }
                    } catch (Exception e) {
                        wrong.compareAndSet(null, e.toString());
                    }
                }
            })).toList();
            for (int swap = 0; swap < SWAPS; swap++) {
                int before = tens.get() + twenties.get();
                ioc.put("m:MODEL:LOAD", swap % 2 == 0 ? "two" : "one");
                WhatIfPipeline.eventually(() -> tens.get() + twenties.get() > before || wrong.get() != null, "an answer");
            }
            end.countDown();
            for (Thread thread : asking) {
                thread.join();
            }
            assertThat(wrong.get()).isNull();
            assertThat(tens).hasPositiveValue();
            assertThat(twenties).hasPositiveValue();
            assertThat(ioc.ask("A", 1.0).output(0, 0)).as("the version that runs").isEqualTo(10);
            assertThat(((DoublePv) ioc.database.get("T:X")).value()).isEqualTo(10);
        }
    }
}
