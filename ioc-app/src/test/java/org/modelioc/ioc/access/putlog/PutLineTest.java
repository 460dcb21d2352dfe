package org.modelioc.ioc.access.putlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The lines of the put log are those of caPutLog. */
class PutLineTest {

    /** 2026-08-23 10:11:12.345 UTC. */
    private static final long STAMP = 1_787_479_872_345_678_901L;
    private static final PutLog.Origin ALICE = new PutLog.Origin("alice", "ws3", "10.0.0.7");

    private final PutLine line = new PutLine(ZoneOffset.UTC);

    private String of(Object newValue, Object oldValue) {
        PutEntry entry = new PutEntry();
        entry.set(STAMP, ALICE, "X:SP", newValue, oldValue);
        return line.of(entry, oldValue, 0, 0, 0);
    }

    private String of(double newValue, double oldValue) {
        PutEntry entry = new PutEntry();
        entry.set(STAMP, ALICE, "X:SP", newValue, oldValue);
        return line.of(entry, oldValue, 0, 0, 0);
    }

    private static String with(String values) {
        return "{\"date\":\"2026-08-23\",\"time\":\"10:11:12.345\",\"host\":\"ws3\",\"user\":\"alice\",\"peer\":\"10.0.0.7\","
            + "\"pv\":\"X:SP\"," + values + "}";
    }

    @Test
    void aNumber() {
        assertThat(of(1.5, 1.2)).isEqualTo(with("\"new\":1.5,\"old\":1.2"));
        assertThat(of((Object) 7L, 6L)).isEqualTo(with("\"new\":7,\"old\":6"));
    }

    @Test
    void whatJsonHasNoNumberForIsText() {
        assertThat(of(Double.NaN, Double.POSITIVE_INFINITY)).isEqualTo(with("\"new\":\"Nan\",\"old\":\"Infinity\""));
        assertThat(of(Double.NEGATIVE_INFINITY, -0.0)).isEqualTo(with("\"new\":\"-Infinity\",\"old\":-0.0"));
    }

    @Test
    void text() {
        assertThat(of("a \"b\" \\ µ\n\u0001", "")).isEqualTo(with("\"new\":\"a \\\"b\\\" \\\\ µ\\u000a\\u0001\",\"old\":\"\""));
        assertThat(of("half \ud83d", "\ud83d\ude00")).isEqualTo(with("\"new\":\"half \\ud83d\",\"old\":\"\ud83d\ude00\""));
    }

    @Test
    void arraysTellTheirSizes() {
        assertThat(of(new ArrayValue(List.of(2.0, Double.NaN), 1000, 1), new ArrayValue(List.of(), 0, 2)))
            .isEqualTo(with("\"new\":[2.0,\"Nan\"],\"new-size\":1000,\"old\":[],\"old-size\":0"));
        assertThat(of(new ArrayValue(List.of("a", true), 2, 1), new ArrayValue(List.of(0.1f, 3L), 2, 2)))
            .isEqualTo(with("\"new\":[\"a\",true],\"new-size\":2,\"old\":[0.1,3],\"old-size\":2"));
    }

    @Test
    void aTableIsAnObjectOfColumns() {
        Map<String, Object> columns = new TreeMap<>(Map.of("x", new ArrayValue(List.of(1.0), 1, 1), "y",
            new ArrayValue(List.of(2L), 1, 2)));
        assertThat(of(columns, Map.of("x", new ArrayValue(List.of(0.0), 1, 3))))
            .isEqualTo(with("\"new\":{\"x\":[1.0],\"y\":[2]},\"old\":{\"x\":[0.0]}"));
    }

    @Test
    void aBurst() {
        PutEntry last = new PutEntry();
        last.set(STAMP, ALICE, "X:SP", 3.0, 2.0);
        assertThat(line.of(last, 1.0, -4, 5, 12)).isEqualTo(
            with("\"new\":3.0,\"old\":1.0,\"min\":-4.0,\"max\":5.0,\"burst\":12"));
        last.set(STAMP, ALICE, "X:SP", (Object) 3L, 2L);
        assertThat(line.of(last, 1L, -4, 5, 12)).isEqualTo(with("\"new\":3,\"old\":1,\"min\":-4,\"max\":5,\"burst\":12"));
        last.set(STAMP, ALICE, "X:SP", "three", "two");
        assertThat(line.of(last, "one", -4, 5, 12)).as("text has no least").isEqualTo(with("\"new\":\"three\",\"old\":\"one\""));
    }
}
