package org.modelioc.ioc.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.problem.InvalidConfigurationException;

class IocStatisticsTest {

    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;
    private final PvDatabase database = new PvDatabase();

    private long whole(String name) {
        return ((LongPv) database.get("T:" + name)).value();
    }

    private String text(String name) {
        return ((StringPv) database.get("T:" + name)).value();
    }

    @Test
    void theFiguresOfThisProcessAreThere() {
        try (IocStatistics statistics = new IocStatistics("T:", database)) {
            statistics.start();
            statistics.refresh(() -> 3, () -> 44);

            assertThat(whole("PROCESS_ID")).isEqualTo(ProcessHandle.current().pid());
            assertThat(whole("PARENT_ID")).isEqualTo(ProcessHandle.current().parent().orElseThrow().pid());
            assertThat(text("UPTIME")).matches("\\d\\d:\\d\\d:\\d\\d");
            assertThat(text("STARTTOD")).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d").isLessThanOrEqualTo(text("TOD"));
            assertThat(text("VERSION")).startsWith("Model IOC");
            assertThat(text("EPICS_VERS")).startsWith("pvAccess");
            assertThat(whole("CA_CLNT_CNT")).isEqualTo(3);
            assertThat(whole("CA_CONN_CNT")).isEqualTo(44);
            assertThat(whole("RECORD_CNT")).isEqualTo(database.all().size());
            assertThat(whole("CPU_CNT")).isPositive();
            assertThat(whole("MEM_USED")).isPositive().isLessThan(whole("MEM_MAX"));
            assertThat(whole("HEAP_USED")).isPositive().isLessThanOrEqualTo(whole("HEAP_MAX"));
            assertThat(whole("THREADS")).isPositive();
            assertThat(whole("FD_CNT") + whole("FD_FREE")).isEqualTo(whole("FD_MAX"));
            assertThat(((DoublePv) database.get("T:IOC_CPU_LOAD")).value()).isBetween(0.0, 100.0);
            assertThat(((DoublePv) database.get("T:MEM_SLOPE")).value()).as("too early").isNaN();
            assertThat(database.get("T:MEM_SLOPE").alarm().message())
                .isEqualTo("UDF: the memory has been watched for less than 10 min");
            assertThat(database.all()).allSatisfy(pv ->
                assertThat(pv.alarm()).as(pv.name()).isNotEqualTo(Alarm.UNDEFINED));
        }
    }

    @Test
    void figuresThatStayAreNotPostedAgain() {
        try (IocStatistics statistics = new IocStatistics("T:", database)) {
            statistics.refresh(() -> 3, () -> 44);
            List<String> posts = new ArrayList<>();
            for (String name : new String[] {"CA_CLNT_CNT", "MEM_MAX", "FD_MAX", "CPU_CNT", "HOSTNAME"}) {
                database.get("T:" + name).subscribe((pv, _) -> posts.add(pv.name()));
            }
            statistics.refresh(() -> 3, () -> 44);
            assertThat(posts).isEmpty();
            statistics.refresh(() -> 4, () -> 44);
            assertThat(posts).containsExactly("T:CA_CLNT_CNT");
        }
    }

    @Test
    void noFileMayDeclareThem() throws IOException {
        try (IocStatistics statistics = new IocStatistics("", database)) {
            statistics.refresh(() -> 0, () -> 0);
        }
        for (Pv pv : database.all()) {
            Path file = Files.writeString(folder.resolve("m.yaml"), "ioc: {prefix: \"T:\"}\ninputs: {" + pv.name() + ": {}}\n");
            assertThat(problems(file)).as(pv.name()).anyMatch(problem -> problem.contains("every IOC has a PV of that name"));
        }
    }

    private static List<String> problems(Path file) throws IOException {
        try {
            IocReader.read(file, Map.of());
            return List.of();
        } catch (InvalidConfigurationException e) {
            return e.problems().stream().map(Object::toString).toList();
        }
    }

    @Test
    void pausesOfTheLastTenSecondsCountAndWorkBesideDoesNot() {
        try (GarbageCollection garbage = new GarbageCollection()) {
            garbage.paused(SECOND, 7);
            garbage.paused(2 * SECOND, 3);
            assertThat(garbage.longest(3 * SECOND)).isEqualTo(7);
            assertThat(garbage.longest(11 * SECOND + 1)).isEqualTo(3);
            assertThat(garbage.longest(20 * SECOND)).isZero();
            assertThat(garbage.last()).isEqualTo(3);
        }
        assertThat(List.of("ZGC Minor Pauses", "ZGC Major Pauses", "G1 Young Generation", "Copy", "MarkSweepCompact"))
            .allMatch(GarbageCollection::stops);
        assertThat(List.of("ZGC Minor Cycles", "ZGC Major Cycles", "Shenandoah Cycles", "G1 Concurrent GC"))
            .noneMatch(GarbageCollection::stops);
    }

    @Test
    void durationsAreThoseOfIocStats() {
        assertThat(ProcessFigures.duration(59)).isEqualTo("00:00:59");
        assertThat(ProcessFigures.duration(86_399)).isEqualTo("23:59:59");
        assertThat(ProcessFigures.duration(86_400)).isEqualTo("1 day, 00:00:00");
        assertThat(ProcessFigures.duration(10 * 86_400 + 3_661)).isEqualTo("10 days, 01:01:01");
    }
}
