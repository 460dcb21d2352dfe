package org.modelioc.ioc.link.ca;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.modelioc.ioc.pva.server.Endpoint;
import org.modelioc.ioc.pva.server.SettingsReader;

/**
 * Network settings of the Channel Access client, as the EPICS environment variables give them.
 *
 * @param addresses         where to search
 * @param auto              whether to search at the broadcast addresses of the interfaces as well
 * @param serverPort        port of addresses and name servers that have none
 * @param nameServers       servers to ask for names over TCP
 * @param repeaterPort      UDP port of the repeater that hands out beacons
 * @param maxArrayBytes     the largest array that is taken; {@link Integer#MAX_VALUE} for any
 * @param connectionTimeout silence after which a server is given up
 * @param longestPeriod     between two searches for a PV that is not found
 */
public record CaClientSettings(List<Endpoint> addresses, boolean auto, int serverPort, List<Endpoint> nameServers,
    int repeaterPort, int maxArrayBytes, Duration connectionTimeout, Duration longestPeriod) {

    private static final int DEFAULT_SERVER_PORT = 5064;
    private static final int DEFAULT_REPEATER_PORT = 5065;
    private static final int DEFAULT_ARRAY_BYTES = 16_384;

    /** Takes copies. */
    public CaClientSettings {
        addresses = List.copyOf(addresses);
        nameServers = List.copyOf(nameServers);
    }

    /**
     * Reads {@code EPICS_CA_*}. What makes no sense is gathered by the reader.
     *
     * <p>Arrays of any size are taken unless EPICS_CA_AUTO_ARRAY_BYTES is NO, as in EPICS 7. Where
     * EPICS_CA_MAX_SEARCH_PERIOD is not set, it is 30 s and not the 300 s of the C library, which counts on beacons.
     *
     * @param in the variables
     * @return the settings
     */
    public static CaClientSettings read(SettingsReader in) {
        boolean anySize = in.yes(true, "EPICS_CA_AUTO_ARRAY_BYTES");
        int most = in.whole("number of bytes", DEFAULT_ARRAY_BYTES, 1, Integer.MAX_VALUE, "EPICS_CA_MAX_ARRAY_BYTES");
        return new CaClientSettings(
            in.addresses("", "EPICS_CA_ADDR_LIST"),
            in.yes(true, "EPICS_CA_AUTO_ADDR_LIST"),
            in.port(DEFAULT_SERVER_PORT, "EPICS_CA_SERVER_PORT"),
            in.addresses("", "EPICS_CA_NAME_SERVERS"),
            in.port(DEFAULT_REPEATER_PORT, "EPICS_CA_REPEATER_PORT"),
            anySize ? Integer.MAX_VALUE : most,
            in.period(Duration.ofSeconds(30), "EPICS_CA_CONN_TMO"),
            in.period(Duration.ofSeconds(30), "EPICS_CA_MAX_SEARCH_PERIOD"));
    }

    /**
     * The settings in force, under the names of the variables.
     *
     * @return lines {@code NAME=value}, for the log at the start
     */
    public List<String> lines() {
        return List.of(
            "EPICS_CA_ADDR_LIST=" + join(addresses),
            "EPICS_CA_AUTO_ADDR_LIST=" + (auto ? "YES" : "NO"),
            "EPICS_CA_SERVER_PORT=" + serverPort,
            "EPICS_CA_NAME_SERVERS=" + join(nameServers),
            "EPICS_CA_REPEATER_PORT=" + repeaterPort,
            maxArrayBytes == Integer.MAX_VALUE ? "EPICS_CA_AUTO_ARRAY_BYTES=YES" : "EPICS_CA_MAX_ARRAY_BYTES=" + maxArrayBytes,
            "EPICS_CA_CONN_TMO=" + seconds(connectionTimeout),
            "EPICS_CA_MAX_SEARCH_PERIOD=" + seconds(longestPeriod));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static String join(List<Endpoint> endpoints) {
        return endpoints.stream().map(Endpoint::toString).collect(Collectors.joining(" "));
    }
}
