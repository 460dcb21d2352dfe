package org.modelioc.ioc.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.access.putlog.PutLog;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.field.OpenField;
import org.modelioc.ioc.pv.field.RecordField;

/** Fields are protected by the group of their PV at level 1, and their puts are logged as any other. */
class FieldAccessTest {

    private static final String RULES = """
        UAG(experts) {carol}
        ASG(DEFAULT) { RULE(1,READ) }
        ASG(OPS) { RULE(1,READ) RULE(0,WRITE) RULE(1,WRITE,TRAPWRITE) {UAG(experts)} }
        """;
    private static final Client OPERATOR = Site.client("olga", "10.1.0.2");
    private static final Client EXPERT = Site.client("carol", "10.1.0.2");

    @TempDir
    private Path folder;

    private final List<String> logged = new ArrayList<>();
    private final PutLog log = new PutLog() {
        @Override
        public boolean wants(boolean trapped) {
            return trapped;
        }

        @Override
        public void add(long stamp, Origin origin, String pv, double newValue, double oldValue) {
            logged.add(origin.user() + " " + pv + " " + oldValue + " -> " + newValue);
        }

        @Override
        public void add(long stamp, Origin origin, String pv, Object newValue, Object oldValue) {
            logged.add(origin.user() + " " + pv + " " + oldValue + " -> " + newValue);
        }
    };

    private static void put(Site site, DoublePv pv, RecordField field, Client client, AccessGate.Put put) throws Exception {
        try (OpenField open = OpenField.of(pv, field); ChannelAccess access = site.gate().openField(open.pv(), pv, client)) {
            site.gate().put(access, put);
        }
    }

    @Test
    void whoMayPutValuesMayNotMoveLimits() throws Exception {
        try (Site site = new Site(folder).rules(RULES, log)) {
            DoublePv input = site.pv("S:IN", "OPS", 0);
            DoublePv output = site.output("S:OUT", "OPS");
            site.gate().put(site.open(input, OPERATOR), pv -> {
                pv.put(1.0);
                return true;
            });
            AccessGate.Put limit = pv -> {
                pv.put(7.0);
                return true;
            };

            assertThatThrownBy(() -> put(site, input, RecordField.HIHI, OPERATOR, limit))
                .isInstanceOf(PutRejectedException.class)
                .hasMessage("olga@ws3 may not write S:IN.HIHI: ASG OPS wants UAG(experts)");
            assertThat(site.message.value()).contains("olga@ws3 may not write S:IN.HIHI").contains("10.1.0.2");
            put(site, input, RecordField.HIHI, EXPERT, limit);
            put(site, output, RecordField.HIHI, EXPERT, limit);
            put(site, output, RecordField.HHSV, EXPERT, pv -> {
                pv.put("INVALID");
                return true;
            });
            put(site, output, RecordField.DESC, EXPERT, pv -> {
                pv.put("new");
                return true;
            });

            assertThat(input.metadata().alarms().hihi()).isEqualTo(7);
            assertThat(output.metadata().description()).isEqualTo("new");
            assertThat(logged).containsExactly("carol S:IN.HIHI NaN -> 7.0", "carol S:OUT.HIHI NaN -> 7.0",
                "carol S:OUT.HHSV MAJOR -> INVALID", "carol S:OUT.DESC  -> new");
        }
    }

    @Test
    @Timeout(120)
    void valuesAndLimitsThatAreSetAtOnceDoNotBlockEachOther() throws Exception {
        try (Site site = new Site(folder).rules(RULES, log)) {
            DoublePv input = site.pv("S:IN", "OPS", 0);
            Thread values = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 20_000; i++) {
                    input.set(i);
                }
            });
            for (int i = 0; i < 2_000; i++) {
                double limit = i;
                put(site, input, RecordField.HIHI, EXPERT, pv -> {
                    pv.put(limit);
                    return true;
                });
            }
            values.join();
            assertThat(input.alarm().message()).isEqualTo("HIHI");
            assertThat(logged).hasSize(2_000);
        }
    }
}
