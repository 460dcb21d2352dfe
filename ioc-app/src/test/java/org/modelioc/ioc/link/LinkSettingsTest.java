package org.modelioc.ioc.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.pva.server.PvaSettingsException;

class LinkSettingsTest {

    @Test
    void hasTheDefaultsOfEpics() throws Exception {
        LinkSettings settings = LinkSettings.fromEnvironment(Map.of(), new Properties());
        assertThat(settings.pva().auto()).isTrue();
        assertThat(settings.pva().broadcastPort()).isEqualTo(5076);
        assertThat(settings.pva().serverPort()).isEqualTo(5075);
        assertThat(settings.ca().serverPort()).isEqualTo(5064);
        assertThat(settings.ca().repeaterPort()).isEqualTo(5065);
        assertThat(settings.ca().maxArrayBytes()).isEqualTo(Integer.MAX_VALUE);
        assertThat(settings.ca().connectionTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void readsTheEnvironmentAndPropertiesBeforeIt() throws Exception {
        Properties overrides = new Properties();
        overrides.setProperty("EPICS_CA_SERVER_PORT", "6064");
        LinkSettings settings = LinkSettings.fromEnvironment(Map.of("EPICS_PVA_ADDR_LIST", "127.0.0.1 127.0.0.1:5099",
            "EPICS_PVA_AUTO_ADDR_LIST", "NO", "EPICS_PVA_NAME_SERVERS", "127.0.0.1:9999", "EPICS_PVA_CONN_TMO", "12.5",
            "EPICS_CA_SERVER_PORT", "7000", "EPICS_CA_AUTO_ARRAY_BYTES", "NO", "EPICS_CA_MAX_ARRAY_BYTES", "8000"), overrides);
        assertThat(settings.lines()).contains("EPICS_PVA_ADDR_LIST=127.0.0.1 127.0.0.1:5099", "EPICS_PVA_AUTO_ADDR_LIST=NO",
            "EPICS_PVA_NAME_SERVERS=127.0.0.1:9999", "EPICS_PVA_CONN_TMO=12.5", "EPICS_CA_SERVER_PORT=6064",
            "EPICS_CA_MAX_ARRAY_BYTES=8000");
    }

    @Test
    void namesEveryVariableThatMakesNoSense() {
        assertThatThrownBy(() -> LinkSettings.fromEnvironment(Map.of("EPICS_PVA_ADDR_LIST", "127.0.0.1:x",
            "EPICS_CA_MAX_ARRAY_BYTES", "many", "EPICS_CA_AUTO_ADDR_LIST", "perhaps"), new Properties()))
            .isInstanceOfSatisfying(PvaSettingsException.class, e -> assertThat(e.problems()).containsExactlyInAnyOrder(
                "EPICS_PVA_ADDR_LIST: '127.0.0.1:x': the port must be a number from 0 to 65535, not 'x'",
                "EPICS_CA_MAX_ARRAY_BYTES must be a number of bytes from 1 to 2147483647, not 'many'",
                "EPICS_CA_AUTO_ADDR_LIST must be YES or NO, not 'perhaps'"));
    }
}
