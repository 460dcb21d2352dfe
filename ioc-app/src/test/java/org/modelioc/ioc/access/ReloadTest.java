package org.modelioc.ioc.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.pv.DoublePv;

/** Rules that change while clients are connected. */
class ReloadTest {

    private static final String ALL = "ASG(DEFAULT) {RULE(1,WRITE)}\n";
    private static final String NOBODY = "ASG(DEFAULT) {RULE(1,READ)}\n";
    private static final Client ALICE = Site.client("alice", "10.0.0.1");

    @TempDir
    private Path folder;
    private Site site;
    private DoublePv pv;
    private DoublePv lock;

    @BeforeEach
    void pvs() throws Exception {
        site = new Site(folder);
        pv = site.pv("S:X", "DEFAULT", 0);
        lock = site.pv("S:LOCK", "DEFAULT", 0);
    }

    @AfterEach
    void end() {
        site.close();
    }

    @Test
    void newRulesHoldForOpenChannels() throws Exception {
        site.rules(ALL);
        ChannelAccess access = site.open(pv, ALICE);
        assertThat(access.mayWrite()).isTrue();
        site.write(NOBODY);
        assertThat(access.mayWrite()).as("nothing changes before the file is read").isTrue();
        site.reload();
        assertThat(access.mayWrite()).isFalse();
    }

    @Test
    void aBrokenFileChangesNothing() throws Exception {
        site.rules(ALL);
        ChannelAccess access = site.open(pv, ALICE);
        site.write("ASG(DEFAULT) {RULE(1,READ}\n");
        site.reload();
        assertThat(access.mayWrite()).isTrue();
        assertThat(site.reports).hasSize(2).last().asString().startsWith("failed: ").contains("site.acf:1:");
    }

    @Test
    void aBrokenFileAtTheStartLetsNobodyPutButReload() throws Exception {
        DoublePv reload = site.pv("S:RELOAD", "DEFAULT", 1);
        site.rules("ASG(DEFAULT) {RULE(1,READ}\n");
        ChannelAccess access = site.open(pv, ALICE);
        assertThat(access.mayRead()).isTrue();
        assertThat(access.mayWrite()).isFalse();
        assertThat(site.open(reload, ALICE).mayWrite()).isTrue();
        site.write("");
        site.reload();
        assertThat(access.mayWrite()).isFalse();
        assertThat(site.reports).allMatch(report -> report.startsWith("first failed: "));
        site.write(ALL);
        site.reload();
        assertThat(access.mayWrite()).isTrue();
    }

    @Test
    void whoIsConnectedIsToldWhenRightsChangeAndOnlyThen() throws Exception {
        site.rules("ASG(DEFAULT) {INPA(S:LOCK) RULE(1,READ) RULE(1,WRITE) {CALC(\"A=0\")}}\n");
        ChannelAccess access = site.open(pv, ALICE);
        List<Boolean> told = new CopyOnWriteArrayList<>();
        CountDownLatch twice = new CountDownLatch(2);
        access.listen(() -> {
            told.add(access.mayWrite());
            twice.countDown();
        });
        lock.put(1.0);
        assertThat(access.mayWrite()).as("the next put is judged at once").isFalse();
        site.reload();
        lock.put(2.0);
        lock.put(0.0);
        assertThat(access.mayWrite()).isTrue();
        assertThat(twice.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(told).containsExactly(false, true);
    }

    @Test
    void aClosedChannelIsToldNothingMore() throws Exception {
        site.rules(ALL);
        AtomicInteger told = new AtomicInteger();
        ChannelAccess access = site.open(pv, ALICE);
        access.listen(told::incrementAndGet);
        access.close();
        site.write(NOBODY);
        site.reload();
        site.write(ALL);
        // behind the reload, on the same thread, stands the telling of it
        site.reload();
        assertThat(told).hasValue(0);
    }

    @Test
    void inputsOfOldRulesAreLetGo() throws Exception {
        site.rules("ASG(DEFAULT) {INPA(S:LOCK) RULE(1,WRITE) {CALC(\"A=0\")}}\n");
        site.write(ALL);
        site.reload();
        ChannelAccess access = site.open(pv, ALICE);
        lock.put(1.0);
        assertThat(access.mayWrite()).isTrue();
    }

    @Test
    void manyReloadsUnderPutsNeverLeaveAGap() throws Exception {
        site.rules(ALL);
        ChannelAccess access = site.open(pv, ALICE);
        AtomicInteger refused = new AtomicInteger();
        Thread puts = Thread.ofPlatform().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                if (!access.mayWrite()) {
                    refused.incrementAndGet();
                }
            }
        });
        for (int i = 0; i < 200; i++) {
            site.reload();
        }
        puts.interrupt();
        puts.join();
        assertThat(refused).hasValue(0);
    }

    @Test
    void aDecisionThatStillHoldsAllocatesNothing() throws Exception {
        site.rules("UAG(a) {alice}\nHAG(h) {10.0.0.1}\nASG(DEFAULT) {INPA(S:LOCK) RULE(1,READ)"
            + " RULE(1,WRITE,TRAPWRITE) {UAG(a) HAG(h) CALC(\"A=0\")}}\n");
        ChannelAccess access = site.open(pv, ALICE);
        AccessGate gate = site.gate();
        AccessGate.Put put = target -> true;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 20_000; i++) {
            gate.put(access, put);
            gate.refuseRead(access);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100_000; i++) {
            gate.put(access, put);
            gate.refuseRead(access);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(bytes).as("bytes for 100 000 puts and reads").isLessThan(10_000);
    }
}
