package org.modelioc.ioc.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelioc.ioc.link.source.LinkedValue;
import org.modelioc.schema.link.LinkAddress;

/** Closing never hangs: while updates pour in, while the sources die, and from within a listener. */
class CloseUnderLoadTest {

    private static final int PVS = 100;
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    /** Does it, or fails with what all threads are doing. */
    private static void withinDeadline(String what, Runnable action) throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = Thread.ofPlatform().daemon().name("closes the links").start(() -> {
            try {
                action.run();
            } catch (RuntimeException | Error e) {
                failure.set(e);
            }
        });
        if (!thread.join(DEADLINE)) {
            ThreadInfo[] all = ManagementFactory.getThreadMXBean().dumpAllThreads(true, true);
            throw new AssertionError(what + " hangs:\n" + Arrays.toString(all));
        }
        assertThat(failure.get()).isNull();
    }

    private static List<LinkRecorder> follow(Links links, String protocol) {
        List<LinkRecorder> all = new ArrayList<>();
        for (int i = 0; i < PVS; i++) {
            LinkRecorder recorder = new LinkRecorder();
            links.follow(LinkAddress.parse(protocol + "://K:" + i), recorder);
            all.add(recorder);
        }
        return all;
    }

    private static long received(List<LinkRecorder> all) {
        return all.stream().mapToLong(recorder -> recorder.received.get()).sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pva", "ca"})
    void closesWhileUpdatesPourIn(String protocol) throws Exception {
        int port = Nets.freePort();
        try (SourceProgram program = new SourceProgram(protocol, port, Nets.freePort(), PVS)) {
            assertThat(program).isNotNull();
            for (int round = 0; round < 20; round++) {
                Links links = Nets.links(port, port, Map.of());
                List<LinkRecorder> all = follow(links, protocol);
                // sometimes in the middle of connecting, sometimes long after
                long due = ThreadLocalRandom.current().nextInt(5) * PVS;
                Nets.await("updates", () -> received(all) >= due);
                withinDeadline("closing", links::close);
                long atEnd = received(all);
                Thread.sleep(10);
                assertThat(received(all)).isEqualTo(atEnd);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pva", "ca"})
    void closesLinksOneByOneWhileUpdatesPourIn(String protocol) throws Exception {
        int port = Nets.freePort();
        try (SourceProgram program = new SourceProgram(protocol, port, Nets.freePort(), PVS);
                Links links = Nets.links(port, port, Map.of())) {
            assertThat(program).isNotNull();
            for (int round = 0; round < 10; round++) {
                List<Link> some = new ArrayList<>();
                LinkRecorder recorder = new LinkRecorder();
                for (int i = 0; i < PVS; i++) {
                    some.add(links.follow(LinkAddress.parse(protocol + "://K:" + i), recorder));
                }
                long due = ThreadLocalRandom.current().nextInt(3) * PVS;
                Nets.await("updates", () -> recorder.received.get() >= due);
                withinDeadline("closing one by one", () -> some.forEach(Link::close));
            }
            Nets.await("nothing left", () -> links.statistics().connected() == 0 && links.statistics().disconnected() == 0);
            assertThat(links.statistics().links()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pva", "ca"})
    void closesWhileTheSourceDies(String protocol) throws Exception {
        int port = Nets.freePort();
        for (int round = 0; round < 3; round++) {
            try (SourceProgram program = new SourceProgram(protocol, port, Nets.freePort(), PVS)) {
                Links links = Nets.links(port, port, Map.of());
                List<LinkRecorder> all = follow(links, protocol);
                Nets.await("updates", () -> received(all) >= 5 * PVS);
                Thread killer = Thread.ofPlatform().start(() -> {
                    try {
                        program.kill();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                withinDeadline("closing", links::close);
                killer.join();
            }
        }
    }

    @Test
    void closesFromWithinAListener() throws Exception {
        int port = Nets.freePort();
        try (SourceProgram program = new SourceProgram("pva", port, Nets.freePort(), 1)) {
            assertThat(program).isNotNull();
            Links links = Nets.links(port, port, Map.of());
            CountDownLatch returned = new CountDownLatch(1);
            links.follow(Nets.pva("K:0"), new LinkListener() {
                @Override
                public void received(LinkedValue value) {
                    links.close();
                    returned.countDown();
                }

                @Override
                public void stale(long since) {
                    // no limit
                }

                @Override
                public void disconnected(long since, String why) {
                    // at first
                }
            });
            assertThat(returned.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void closesAlthoughAListenerWaitsForTheOneWhoCloses() throws Exception {
        int port = Nets.freePort();
        try (SourceProgram program = new SourceProgram("pva", port, Nets.freePort(), 1)) {
            assertThat(program).isNotNull();
            Links links = Nets.links(port, port, Map.of());
            Object lock = new Object();
            AtomicBoolean heard = new AtomicBoolean();
            Link link = links.follow(Nets.pva("K:0"), new LinkListener() {
                @Override
                public void received(LinkedValue value) {
                    heard.set(true);
                    synchronized (lock) {
                        assertThat(value.count()).isEqualTo(1);
                    }
                }

                @Override
                public void stale(long since) {
                    // no limit
                }

                @Override
                public void disconnected(long since, String why) {
                    // at first
                }
            });
            Nets.await("updates", heard::get);
            withinDeadline("closing one link under the lock of its listener", () -> {
                synchronized (lock) {
                    link.close();
                }
            });
            withinDeadline("closing", links::close);
        }
    }
}
