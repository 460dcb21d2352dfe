package org.modelioc.ioc.pva.server;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.epics.pvaccess.client.ChannelProvider;
import org.epics.pvaccess.client.ChannelProviderRegistry;
import org.epics.pvaccess.impl.remote.TransportRegistry;
import org.epics.pvaccess.impl.remote.request.ResponseHandler;
import org.epics.pvaccess.plugins.SecurityPlugin;
import org.epics.pvaccess.server.impl.remote.ServerContextImpl;

/**
 * What the library's request handlers need of a server, without its sockets, threads and log.
 *
 * <p>The library's own server is never initialised: no acceptor, no UDP transport, no beacons, no timer.
 */
final class RequestContext extends ServerContextImpl {

    private final TransportRegistry connections = new TransportRegistry();

    RequestContext(ChannelProvider provider) {
        channelProviders.add(provider);
        channelProviderNames = provider.getProviderName();
        getSecurityPlugins().clear();
        for (SecurityPlugin plugin : new SecurityPlugin[] {
            new IdentityPlugin(IdentityPlugin.ANONYMOUS), new IdentityPlugin(IdentityPlugin.CA)}) {
            getSecurityPlugins().put(plugin.getId(), plugin);
        }
    }

    /** Decodes and carries out the requests that are left to the library. */
    ResponseHandler handlers() {
        return getServerResponseHandler();
    }

    // called by the constructor of the library's class: settings come from PvaSettings, and a debug level would dump messages
    @Override
    protected void loadConfiguration() {
        debugLevel = 0;
    }

    // called by the constructor of the library's class: what matters is logged by the connection, at a limited rate
    @Override
    protected void initializeLogger() {
        logger = Logger.getAnonymousLogger();
        logger.setLevel(Level.OFF);
    }

    // the library's answer to "which clients are there" walks this list
    @Override
    public TransportRegistry getTransportRegistry() {
        return connections;
    }

    @Override
    public void initialize(ChannelProvider provider) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void initialize(ChannelProviderRegistry registry) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void run(int seconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        // nothing runs
    }

    @Override
    public void destroy() {
        // nothing runs
    }
}
