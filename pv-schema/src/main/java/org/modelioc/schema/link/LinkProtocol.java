package org.modelioc.schema.link;

import java.util.Locale;

/** How a PV of another IOC is reached. */
public enum LinkProtocol {

    /** pvAccess. */
    PVA,
    /** Channel Access. */
    CA;

    /**
     * What stands before a PV name of this protocol.
     *
     * @return {@code "pva://"} or {@code "ca://"}
     */
    public String scheme() {
        return name().toLowerCase(Locale.ROOT) + "://";
    }
}
