package org.modelioc.ioc.pva.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The EPICS environment variables of a pvAccess server. */
class PvaSettingsTest {

    private static PvaSettings read(Map<String, String> environment) throws PvaSettingsException {
        return PvaSettings.fromEnvironment(environment, new Properties());
    }

    @Test
    void nothingSetMeansTheUsualPortsOnAllInterfaces() throws Exception {
        assertThat(read(Map.of()).lines()).containsExactly(
            "EPICS_PVAS_INTF_ADDR_LIST=0.0.0.0",
            "EPICS_PVAS_SERVER_PORT=5075",
            "EPICS_PVAS_BROADCAST_PORT=5076",
            "EPICS_PVAS_BEACON_ADDR_LIST=",
            "EPICS_PVAS_AUTO_BEACON_ADDR_LIST=YES",
            "EPICS_PVAS_IGNORE_ADDR_LIST=",
            "EPICS_PVAS_BEACON_PERIOD=15.0");
    }

    @Test
    void serverVariablesAreRead() throws Exception {
        PvaSettings settings = read(Map.of(
            "EPICS_PVAS_INTF_ADDR_LIST", " 127.0.0.1  [::1]:6075 ",
            "EPICS_PVAS_SERVER_PORT", "6000",
            "EPICS_PVAS_BROADCAST_PORT", "6001",
            "EPICS_PVAS_BEACON_ADDR_LIST", "10.0.0.255:7000 239.1.1.1,3@eth0",
            "EPICS_PVAS_AUTO_BEACON_ADDR_LIST", "no",
            "EPICS_PVAS_IGNORE_ADDR_LIST", "10.0.0.9",
            "EPICS_PVAS_BEACON_PERIOD", "2.5",
            "EPICS_PVAS_MAX_ARRAY_BYTES", "100000000",
            "EPICS_PVAS_PROVIDER_NAMES", "local"));
        assertThat(settings.lines()).containsExactly(
            "EPICS_PVAS_INTF_ADDR_LIST=127.0.0.1 [::1]:6075",
            "EPICS_PVAS_SERVER_PORT=6000",
            "EPICS_PVAS_BROADCAST_PORT=6001",
            "EPICS_PVAS_BEACON_ADDR_LIST=10.0.0.255:7000 239.1.1.1,3@eth0",
            "EPICS_PVAS_AUTO_BEACON_ADDR_LIST=NO",
            "EPICS_PVAS_IGNORE_ADDR_LIST=10.0.0.9",
            "EPICS_PVAS_BEACON_PERIOD=2.5",
            "EPICS_PVAS_MAX_ARRAY_BYTES=100000000 (no effect: arrays of any size travel in segments)",
            "EPICS_PVAS_PROVIDER_NAMES=local (no effect: there is one provider)");
    }

    @Test
    void clientVariablesCountWhereThoseOfTheServerAreNotSet() throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
            "EPICS_PVA_SERVER_PORT", "6100",
            "EPICS_PVA_BROADCAST_PORT", "6101",
            "EPICS_PVA_ADDR_LIST", "10.0.0.255",
            "EPICS_PVA_AUTO_ADDR_LIST", "NO",
            "EPICS_PVA_BEACON_PERIOD", "5"));
        PvaSettings fallback = read(environment);
        assertThat(fallback.serverPort()).isEqualTo(6100);
        assertThat(fallback.broadcastPort()).isEqualTo(6101);
        assertThat(fallback.beaconDestinations()).hasSize(1);
        assertThat(fallback.autoBeacon()).isFalse();
        assertThat(fallback.beaconPeriod()).isEqualTo(Duration.ofSeconds(5));
        environment.put("EPICS_PVAS_SERVER_PORT", "6200");
        environment.put("EPICS_PVAS_AUTO_BEACON_ADDR_LIST", "YES");
        PvaSettings own = read(environment);
        assertThat(own.serverPort()).isEqualTo(6200);
        assertThat(own.autoBeacon()).isTrue();
    }

    @Test
    void propertiesWinAndEmptyVariablesCountAsNotSet() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("EPICS_PVAS_SERVER_PORT", "7000");
        PvaSettings settings = PvaSettings.fromEnvironment(
            Map.of("EPICS_PVAS_SERVER_PORT", "6000", "EPICS_PVAS_BROADCAST_PORT", ""), properties);
        assertThat(settings.serverPort()).isEqualTo(7000);
        assertThat(settings.broadcastPort()).isEqualTo(5076);
    }

    @Test
    void everyBadValueIsNamedInOneError() {
        PvaSettingsException error = catchThrowableOfType(PvaSettingsException.class, () -> read(Map.of(
            "EPICS_PVAS_SERVER_PORT", "70000",
            "EPICS_PVAS_BROADCAST_PORT", "five",
            "EPICS_PVAS_AUTO_BEACON_ADDR_LIST", "maybe",
            "EPICS_PVAS_BEACON_PERIOD", "0",
            "EPICS_PVAS_INTF_ADDR_LIST", "127.0.0.1:99999 nosuchhost.invalid")));
        assertThat(error.problems()).containsExactlyInAnyOrder(
            "EPICS_PVAS_SERVER_PORT must be a port from 0 to 65535, not '70000'",
            "EPICS_PVAS_BROADCAST_PORT must be a port from 0 to 65535, not 'five'",
            "EPICS_PVAS_AUTO_BEACON_ADDR_LIST must be YES or NO, not 'maybe'",
            "EPICS_PVAS_BEACON_PERIOD must be a time from 0.1 to 86400 seconds, not '0'",
            "EPICS_PVAS_INTF_ADDR_LIST: '127.0.0.1:99999': the port must be a number from 0 to 65535, not '99999'",
            "EPICS_PVAS_INTF_ADDR_LIST: 'nosuchhost.invalid': no address is known for the host 'nosuchhost.invalid'");
        assertThat(error.getMessage().lines()).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "127.0.0.1|127.0.0.1", "127.0.0.1:5076|127.0.0.1:5076", "224.0.0.128,1@lo|224.0.0.128,1@lo", "::1|::1",
        "[::1]|::1", "[fe80:0:0:0:1:2:3:4]:80|[fe80::1:2:3:4]:80", "239.1.2.3:7,255|239.1.2.3:7,255",
        "239.1.2.3@10.0.0.1|239.1.2.3@10.0.0.1", "::|::"})
    void addressesAreReadAndPrintedAlike(String text, String printed) {
        assertThat(Endpoint.parse(text)).hasToString(printed);
        assertThat(Endpoint.parse(printed)).isEqualTo(Endpoint.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {":5075", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1,300", "127.0.0.1@", "[::1", "[::1]5075", ",1"})
    void badAddressesAreRefusedWithTheirText(String text) {
        assertThatThrownBy(() -> Endpoint.parse(text)).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("'" + text + "'");
    }
}
