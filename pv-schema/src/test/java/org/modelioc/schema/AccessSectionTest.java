package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.service.AccessDefinition;
import org.modelioc.schema.service.PutLogDefinition;
import org.modelioc.schema.service.PutLogDefinition.Which;

/** The sections {@code access} and {@code put-log}, and the key {@code asg}. */
class AccessSectionTest {

    @TempDir
    private Path folder;

    private Example with(String sections) {
        return Example.in(folder).with("  prefix: $(P)\n", "  prefix: $(P)\n" + sections);
    }

    @Test
    void nothingIsSaid() throws Exception {
        IocDefinition ioc = Example.in(folder).read();
        assertThat(ioc.access()).isEmpty();
        assertThat(ioc.putLog()).isEmpty();
        assertThat(ioc.inputs()).extracting(PvDefinition::asg).containsOnly("DEFAULT");
    }

    @Test
    void filesBesideTheConfigurationAndItsMacros() throws Exception {
        IocDefinition ioc = with("  access: {file: site.acf}\n  put-log: {file: puts.jsonl}\n").read("P=MY:");
        assertThat(ioc.access()).contains(
            new AccessDefinition(folder.resolve("site.acf"), Map.of("P", "MY:"), "DEFAULT"));
        assertThat(ioc.putLog()).contains(new PutLogDefinition(folder.resolve("puts.jsonl"), Which.TRAPPED,
            Duration.ofSeconds(5), 10 << 20, 10));
    }

    @Test
    void everything() throws Exception {
        IocDefinition ioc = with("  access: {file: site.acf, asg: EXPERTS}\n"
            + "  put-log: {file: /var/log/puts.jsonl, which: changes, burst: 0 s, size: 1 MB, files: 3}\n")
            .with("SOL2:DI:SP: {}", "SOL2:DI:SP: {asg: OPS}").with("EFF:LEBT: {units: \"%\",", "EFF:LEBT: {asg: OUT,").read();
        assertThat(ioc.access().orElseThrow().group()).isEqualTo("EXPERTS");
        assertThat(ioc.putLog()).contains(new PutLogDefinition(Path.of("/var/log/puts.jsonl"), Which.CHANGES, Duration.ZERO,
            1_000_000, 3));
        assertThat(ioc.inputs()).extracting(PvDefinition::asg).containsExactly("DEFAULT", "OPS");
        assertThat(ioc.outputs()).extracting(PvDefinition::asg).containsExactly("OUT");
    }

    @Test
    void withoutRulesAllPutsAreLogged() throws Exception {
        assertThat(with("  put-log: {file: p}\n").read().putLog().orElseThrow().which()).isEqualTo(Which.ALL);
    }

    @Test
    void theMacroPIsThePrefixWhereTheFileGivesItNoOtherValue() throws Exception {
        IocDefinition ioc = Example.in(folder).with("macros:\n  P: \"LEBT:\"\n", "macros:\n  AREA: L1\n")
            .with("  prefix: $(P)\n", "  prefix: $(Q=X:)\n  access: {file: site.acf}\n").read();
        assertThat(ioc.access().orElseThrow().macros()).isEqualTo(Map.of("P", "X:", "AREA", "L1"));
    }

    @Test
    void aMacroOfTheSectionMayBeForTheAccessFileAlone() throws Exception {
        IocDefinition ioc = with("  access: {file: site.acf}\n").with("  P: \"LEBT:\"\n", "  P: \"LEBT:\"\n  LOCK: $(P)A\n")
            .read("LOCK=B");
        assertThat(ioc.access().orElseThrow().macros()).containsEntry("LOCK", "B");
    }
}
