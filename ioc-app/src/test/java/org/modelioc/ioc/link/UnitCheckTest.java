package org.modelioc.ioc.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelioc.ioc.link.UnitCheck.Result;

class UnitCheckTest {

    @ParameterizedTest
    @CsvSource({"mA,mA", "mA,' mA '", "µA,uA", "µA,μA", "°C,degC", "°C,C", "deg C,℃", "%,percent", "A,Amps", "V,Volts", "Ω,Ohm",
        "Ω,\u2126", "s,sec", "°,deg", "mm mrad,mm  mrad", "arb. u.,arb. u."})
    void means(String one, String other) {
        assertThat(UnitCheck.compare(one, other, false)).isEqualTo(Result.SAME);
        assertThat(UnitCheck.compare(other, one, false)).isEqualTo(Result.SAME);
    }

    @ParameterizedTest
    @CsvSource({"kG,T", "mA,MA", "mA,A", "mm,m", "°C,K", "°C,°F", "u,µ", "uni,µni", "GeV,Gev"})
    void differs(String one, String other) {
        assertThat(UnitCheck.compare(one, other, false)).isEqualTo(Result.DIFFERENT);
    }

    @Test
    void whoSaysNothingIsBelieved() {
        assertThat(UnitCheck.compare("T", "", false)).isEqualTo(Result.UNKNOWN);
        assertThat(UnitCheck.compare("", "T", false)).isEqualTo(Result.UNKNOWN);
        assertThat(UnitCheck.compare("T", "  ", false)).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void channelAccessCutsLongUnits() {
        assertThat(UnitCheck.compare("mm.mrad.pi", "mm.mrad", true)).isEqualTo(Result.SAME);
        assertThat(UnitCheck.compare("mm.mrad.pi", "mm.mrad", false)).isEqualTo(Result.DIFFERENT);
        assertThat(UnitCheck.compare("counts/s", "degrees", true)).isEqualTo(Result.DIFFERENT);
    }
}
