package org.modelioc.ioc.pva.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Network settings of the server, as the EPICS environment variables give them.
 *
 * @param interfaces         addresses to listen on, TCP and UDP; a wildcard means all
 * @param serverPort         TCP port; 0 lets the system choose
 * @param broadcastPort      UDP port of searches and default port of beacons; 0 lets the system choose
 * @param beaconDestinations where beacons go
 * @param autoBeacon         whether they also go to the broadcast addresses of the interfaces
 * @param ignored            hosts whose searches are not answered; with a port, only searches from that port
 * @param beaconPeriod       between two beacons after the start; later they are fewer
 * @param maxArrayBytes      accepted for compatibility; arrays travel in segments and need no such limit. Empty if not set
 * @param providerNames      accepted for compatibility; there is one provider. Empty if not set
 */
public record PvaSettings(
    List<Endpoint> interfaces,
    int serverPort,
    int broadcastPort,
    List<Endpoint> beaconDestinations,
    boolean autoBeacon,
    List<Endpoint> ignored,
    Duration beaconPeriod,
    String maxArrayBytes,
    String providerNames) {

    /** TCP port of a pvAccess server. */
    public static final int DEFAULT_SERVER_PORT = 5075;
    /** UDP port of pvAccess searches and beacons. */
    public static final int DEFAULT_BROADCAST_PORT = 5076;

    /** Takes copies. */
    public PvaSettings {
        interfaces = List.copyOf(interfaces);
        beaconDestinations = List.copyOf(beaconDestinations);
        ignored = List.copyOf(ignored);
    }

    /**
     * Reads {@code EPICS_PVAS_*}, and where they are not set the {@code EPICS_PVA_*} that C++ servers fall back to.
     *
     * @param environment the environment variables
     * @param overrides   properties of the same names win over the environment
     * @return the settings
     * @throws PvaSettingsException with every value that makes no sense
     */
    public static PvaSettings fromEnvironment(Map<String, String> environment, Properties overrides)
            throws PvaSettingsException {
        SettingsReader in = new SettingsReader(environment, overrides);
        PvaSettings settings = new PvaSettings(
            in.addresses("0.0.0.0", "EPICS_PVAS_INTF_ADDR_LIST"),
            in.port(DEFAULT_SERVER_PORT, "EPICS_PVAS_SERVER_PORT", "EPICS_PVA_SERVER_PORT"),
            in.port(DEFAULT_BROADCAST_PORT, "EPICS_PVAS_BROADCAST_PORT", "EPICS_PVA_BROADCAST_PORT"),
            in.addresses("", "EPICS_PVAS_BEACON_ADDR_LIST", "EPICS_PVA_ADDR_LIST"),
            in.yes(true, "EPICS_PVAS_AUTO_BEACON_ADDR_LIST", "EPICS_PVA_AUTO_ADDR_LIST"),
            in.addresses("", "EPICS_PVAS_IGNORE_ADDR_LIST"),
            in.period(Duration.ofSeconds(15), "EPICS_PVAS_BEACON_PERIOD", "EPICS_PVA_BEACON_PERIOD"),
            in.text("EPICS_PVAS_MAX_ARRAY_BYTES", "EPICS_PVA_MAX_ARRAY_BYTES"),
            in.text("EPICS_PVAS_PROVIDER_NAMES", "EPICS_PVA_PROVIDER_NAMES"));
        in.throwProblems();
        return settings;
    }

    /**
     * The settings in force, under the names of the variables.
     *
     * @return lines {@code NAME=value}, for the log at the start
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("EPICS_PVAS_INTF_ADDR_LIST=" + join(interfaces));
        lines.add("EPICS_PVAS_SERVER_PORT=" + serverPort);
        lines.add("EPICS_PVAS_BROADCAST_PORT=" + broadcastPort);
        lines.add("EPICS_PVAS_BEACON_ADDR_LIST=" + join(beaconDestinations));
        lines.add("EPICS_PVAS_AUTO_BEACON_ADDR_LIST=" + (autoBeacon ? "YES" : "NO"));
        lines.add("EPICS_PVAS_IGNORE_ADDR_LIST=" + join(ignored));
        lines.add("EPICS_PVAS_BEACON_PERIOD=" + beaconPeriod.toMillis() / 1000.0);
        if (!maxArrayBytes.isEmpty()) {
            lines.add("EPICS_PVAS_MAX_ARRAY_BYTES=" + maxArrayBytes + " (no effect: arrays of any size travel in segments)");
        }
        if (!providerNames.isEmpty()) {
            lines.add("EPICS_PVAS_PROVIDER_NAMES=" + providerNames + " (no effect: there is one provider)");
        }
        return lines;
    }

    private static String join(List<Endpoint> endpoints) {
        return endpoints.stream().map(Endpoint::toString).collect(Collectors.joining(" "));
    }
}
