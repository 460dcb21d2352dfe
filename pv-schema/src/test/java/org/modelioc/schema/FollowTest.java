package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelioc.schema.link.FollowDefinition;
import org.modelioc.schema.link.LinkAddress;
import org.modelioc.schema.link.LinkProtocol;
import org.modelioc.schema.link.SeverityRule;
import org.modelioc.schema.link.UnitConversion;

/** An input that follows a PV of another IOC. */
class FollowTest {

    @TempDir
    private Path folder;

    private Example with(String follow) {
        return Example.in(folder).with("SOL2:DI:SP: {}", "SOL2:DI:SP: {" + follow + "}");
    }

    private FollowDefinition read(String follow) throws Exception {
        return with(follow).read().inputs().get(1).follow().orElseThrow();
    }

    @Test
    void theShortFormIsAnAddress() throws Exception {
        FollowDefinition follow = read("follow: pva://SOL2:I:RB");
        assertThat(follow.source()).isEqualTo(new LinkAddress(LinkProtocol.PVA, "SOL2:I:RB"));
        assertThat(follow.staleAfter()).isEmpty();
        assertThat(follow.severity()).isEqualTo(SeverityRule.MS);
        assertThat(follow.convert()).isEmpty();
        assertThat(follow.at()).hasToString(folder.resolve("ioc.yaml") + ":24:24");
    }

    @Test
    void theLongFormHasEverything() throws Exception {
        FollowDefinition follow = read("units: A, follow: {pv: 'ca://SOL2:I:RB.RVAL', stale-after: 5 s, severity: MSS, "
            + "convert: {factor: 0.001, offset: 2, from: mA}}");
        assertThat(follow.source()).hasToString("ca://SOL2:I:RB.RVAL");
        assertThat(follow.staleAfter()).isEqualTo(Optional.of(Duration.ofSeconds(5)));
        assertThat(follow.severity()).isEqualTo(SeverityRule.MSS);
        assertThat(follow.convert().orElseThrow()).isEqualTo(new UnitConversion("mA", 0.001, 2));
        assertThat(follow.convert().orElseThrow().convert(3000)).isEqualTo(5);
    }

    @Test
    void whoSaysNothingFollowsNothing() throws Exception {
        assertThat(Example.in(folder).read().inputs().get(1).follow()).isEmpty();
    }

    @Test
    void macrosStandInAddresses() throws Exception {
        assertThat(read("follow: pva://$(P)RB").source().pv()).isEqualTo("LEBT:RB");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        follow: SOL2:I | 24:24: 'follow' must be a PV of another IOC such as pva://SOL1:I or ca://SOL1:I, not 'SOL2:I': the \
        protocol is missing; write pva://SOL2:I or ca://SOL2:I
        follow: http://x | 24:24: 'follow' must be a PV of another IOC such as pva://SOL1:I or ca://SOL1:I, not 'http://x': the \
        protocol 'http' is not known; write pva://x or ca://x
        follow: {pv: 'pva://'} | 24:29: 'pv' must be a PV of another IOC such as pva://SOL1:I or ca://SOL1:I, not 'pva://': a \
        PV name must follow pva://
        follow: {severity: MS} | 24:16: missing key 'pv' in 'follow' of input 'SOL2:DI:SP'
        follow: {pv: 'pva://x', severity: LINK} | 24:50: 'severity' must be one of NMS, MS, MSI, MSS, not 'LINK'
        follow: {pv: 'pva://x', stale-after: 5 ms} | 24:53: 'stale-after' must be from 10 ms to 24 h, not '5 ms'
        follow: {pv: 'pva://x', convert: {from: mA, factor: 2}} | 24:40: 'convert' needs the 'units' of the input, which it \
        converts to
        units: A, follow: {pv: 'pva://x', convert: {from: mA, factor: 0}} | 24:78: 'factor' must not be 0, since every value \
        would become the same
        """)
    void fault(String follow, String expected) {
        assertThat(with(follow).problems()).containsExactly("ioc.yaml:" + expected);
    }

    @Test
    void outputsAndTablesFollowNothing() {
        assertThat(Example.in(folder).with("EFF:LEBT: {", "EFF:LEBT: {follow: pva://X, ").problems())
            .singleElement().asString().contains("an output has no 'follow', since its pipeline sets it");
    }

    @Test
    void anAddressIsReadAsItIsWritten() {
        for (String text : new String[] {"pva://A", "ca://SYS{Dev:1-2}X.VAL", "ca://long.DESC$"}) {
            assertThat(LinkAddress.parse(text)).hasToString(text);
        }
        assertThat(LinkAddress.parse("PVA://A").protocol()).isEqualTo(LinkProtocol.PVA);
        String longest = "x".repeat(LinkAddress.LONGEST_NAME);
        assertThat(LinkAddress.parse("pva://" + longest).pv()).isEqualTo(longest);
        assertThatThrownBy(() -> LinkAddress.parse("pva://x" + longest)).isInstanceOf(IllegalArgumentException.class)
            .hasMessage("a PV name has at most 500 characters, not 501");
    }
}
