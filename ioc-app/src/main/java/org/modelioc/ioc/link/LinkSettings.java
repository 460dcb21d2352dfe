package org.modelioc.ioc.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.modelioc.ioc.link.ca.CaClientSettings;
import org.modelioc.ioc.link.pva.PvaClientSettings;
import org.modelioc.ioc.pva.server.PvaSettingsException;
import org.modelioc.ioc.pva.server.SettingsReader;

/**
 * Where followed PVs are searched for.
 *
 * @param pva by pvAccess
 * @param ca  by Channel Access
 */
public record LinkSettings(PvaClientSettings pva, CaClientSettings ca) {

    /**
     * Reads {@code EPICS_PVA_*} and {@code EPICS_CA_*}.
     *
     * @param environment the environment variables
     * @param overrides   properties of the same names win over the environment
     * @return the settings
     * @throws PvaSettingsException with every value that makes no sense
     */
    public static LinkSettings fromEnvironment(Map<String, String> environment, Properties overrides)
            throws PvaSettingsException {
        SettingsReader in = new SettingsReader(environment, overrides);
        LinkSettings settings = new LinkSettings(PvaClientSettings.read(in), CaClientSettings.read(in));
        in.throwProblems();
        return settings;
    }

    /**
     * The settings in force, under the names of the variables.
     *
     * @return lines {@code NAME=value}, for the log at the start
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(pva.lines());
        lines.addAll(ca.lines());
        return lines;
    }
}
