package org.modelioc.ioc.pva.server;

import java.net.InetSocketAddress;
import org.epics.pvaccess.impl.security.NoSecurityPlugin;
import org.epics.pvdata.factory.StatusFactory;
import org.epics.pvdata.pv.PVField;
import org.epics.pvdata.pv.PVString;
import org.epics.pvdata.pv.PVStructure;
import org.modelioc.ioc.access.Client;

/**
 * One way for a client to say who it is. It is believed, not checked: pvAccess has no proof of identity, and access rules
 * that must hold against a liar use the address.
 *
 * <p>{@code anonymous} and {@code ca} are offered; clients take the last that they know, so {@code ca} comes last.
 */
final class IdentityPlugin extends NoSecurityPlugin {

    static final String ANONYMOUS = "anonymous";
    static final String CA = "ca";
    private static final int MAX_TEXT = 256;

    private final String method;

    IdentityPlugin(String method) {
        this.method = method;
    }

    /** What a client said about itself. */
    static final class Session extends NoSecurityPlugin {

        private final IdentityPlugin plugin;
        private final Client client;

        private Session(IdentityPlugin plugin, Client client) {
            this.plugin = plugin;
            this.client = client;
        }

        Client client() {
            return client;
        }

        @Override
        public String getId() {
            return plugin.getId();
        }
    }

    @Override
    public String getId() {
        return method;
    }

    @Override
    public SecuritySession createSession(InetSocketAddress peer, SecurityPluginControl control, PVField data) {
        String user = "";
        String host = "";
        if (method.equals(CA) && data instanceof PVStructure claims) {
            user = text(claims, "user");
            host = text(claims, "host");
        }
        Session session = new Session(this, new Client(method, user, host, peer));
        control.authenticationCompleted(StatusFactory.getStatusCreate().getStatusOK());
        return session;
    }

    // goes into logs and messages: no line breaks, no novels
    private static String text(PVStructure claims, String name) {
        PVString field = claims.getSubField(PVString.class, name);
        if (field == null || field.get() == null) {
            return "";
        }
        String text = field.get().replaceAll("\\p{Cntrl}", "?");
        return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    }
}
