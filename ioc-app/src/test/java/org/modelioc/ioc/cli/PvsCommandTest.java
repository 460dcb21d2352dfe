package org.modelioc.ioc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.Ioc;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.schema.type.PvType;

class PvsCommandTest {

    @Test
    void theListIsWhatARunServes() throws Exception {
        List<Map<String, Object>> listed = Program.run("pvs", "--json", Program.LEBT).json();

        try (Ioc ioc = Program.serve(Program.LEBT)) {
            assertThat(listed).extracting(pv -> pv.get("name"))
                .containsExactlyElementsOf(ioc.database().all().stream().map(Pv::name).toList());
            for (Map<String, Object> pv : listed) {
                Pv served = ioc.database().get((String) pv.get("name"));
                assertThat(pv).containsEntry("units", served.metadata().units())
                    .containsEntry("description", served.metadata().description());
                assertThat(pv).containsEntry("type", served.type() instanceof PvType.Enumeration ? "enum" : served.type().yaml());
                assertThat(pv.get("direction").equals("input")).isEqualTo(served.writable());
                assertThat(pv.containsKey("limits")).isEqualTo(served.metadata().control().declared());
            }
        }
    }

    @Test
    void aTableForPeople() {
        List<String> lines = Program.run("pvs", Program.LEBT).lines();

        assertThat(lines.getFirst()).matches("NAME +TYPE +UNITS +DIRECTION +DESCRIPTION");
        assertThat(lines).anyMatch(line -> line.matches("LEBT:SOL1:DI:SP +double +A +input +Solenoid 1, change of current"));
        assertThat(lines).anyMatch(line -> line.matches("LEBT:EFF:RFQ +double +% +output +Beam that leaves the RFQ"));
        assertThat(lines).anyMatch(line -> line.matches("LEBT:HEARTBEAT +long +s +built-in +.*"));
    }

    @Test
    void namesAlone() {
        List<String> lines = Program.run("pvs", "--names", "-m", "P=MY:", Program.LEBT).lines();

        assertThat(lines).hasSize(225).contains("MY:EFF:LEBT", "MY:MESSAGE").allMatch(line -> line.matches("MY:[A-Za-z0-9:_-]+"));
    }

    @Test
    void aListThatCannotBeMadeSaysWhy() {
        Program.Ended ended = Program.run("pvs", Program.LEBT.resolveSibling("lebt.yml"));

        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(ended.output()).isEmpty();
        assertThat(ended.errors()).contains("no such file");
    }
}
