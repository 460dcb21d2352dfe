package org.modelioc.ioc.link.pva;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.modelioc.ioc.pva.server.Endpoint;
import org.modelioc.ioc.pva.server.PvaSettings;
import org.modelioc.ioc.pva.server.SettingsReader;

/**
 * Network settings of the pvAccess client, as the EPICS environment variables give them.
 *
 * @param addresses         where to search; a multicast address may have a TTL and an interface
 * @param auto              whether to search at the broadcast addresses of the interfaces as well
 * @param broadcastPort     UDP port of addresses that have none, and of beacons
 * @param nameServers       servers to ask for names over TCP
 * @param serverPort        TCP port of name servers that have none
 * @param connectionTimeout silence after which a server is given up
 */
public record PvaClientSettings(List<Endpoint> addresses, boolean auto, int broadcastPort, List<Endpoint> nameServers,
    int serverPort, Duration connectionTimeout) {

    /** Takes copies. */
    public PvaClientSettings {
        addresses = List.copyOf(addresses);
        nameServers = List.copyOf(nameServers);
    }

    /**
     * Reads {@code EPICS_PVA_*}. What makes no sense is gathered by the reader.
     *
     * @param in the variables
     * @return the settings
     */
    public static PvaClientSettings read(SettingsReader in) {
        return new PvaClientSettings(
            in.addresses("", "EPICS_PVA_ADDR_LIST"),
            in.yes(true, "EPICS_PVA_AUTO_ADDR_LIST"),
            in.port(PvaSettings.DEFAULT_BROADCAST_PORT, "EPICS_PVA_BROADCAST_PORT"),
            in.addresses("", "EPICS_PVA_NAME_SERVERS"),
            in.port(PvaSettings.DEFAULT_SERVER_PORT, "EPICS_PVA_SERVER_PORT"),
            in.period(Duration.ofSeconds(30), "EPICS_PVA_CONN_TMO"));
    }

    /**
     * The settings in force, under the names of the variables.
     *
     * @return lines {@code NAME=value}, for the log at the start
     */
    public List<String> lines() {
        return List.of(
            "EPICS_PVA_ADDR_LIST=" + join(addresses),
            "EPICS_PVA_AUTO_ADDR_LIST=" + (auto ? "YES" : "NO"),
            "EPICS_PVA_BROADCAST_PORT=" + broadcastPort,
            "EPICS_PVA_NAME_SERVERS=" + join(nameServers),
            "EPICS_PVA_CONN_TMO=" + connectionTimeout.toMillis() / 1000.0);
    }

    private static String join(List<Endpoint> endpoints) {
        return endpoints.stream().map(Endpoint::toString).collect(Collectors.joining(" "));
    }
}
