package org.modelioc.ioc.pva.server;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;

/**
 * Keeps IPv6 in spite of the library.
 *
 * <p>A static initialiser of epics-pvaccess forces {@code java.net.preferIPv4Stack} on the whole process. The JDK reads that
 * property once, when its network classes load: so they are loaded first, and the property is put back afterwards for
 * whoever reads it later.
 */
final class DualStack {

    private static final String PREFER_IPV4 = "java.net.preferIPv4Stack";

    private DualStack() {
    }

    /** Loads the JDK's network classes, then those of the library that would tie their hands. */
    static void keep() {
        hasIpv6();
        String before = System.getProperty(PREFER_IPV4);
        try {
            Class.forName("org.epics.pvaccess.server.impl.remote.ServerContextImpl", true, DualStack.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("epics-pvaccess is not on the class path", e);
        } finally {
            if (before == null) {
                System.clearProperty(PREFER_IPV4);
            } else {
                System.setProperty(PREFER_IPV4, before);
            }
        }
    }

    /** Whether this host and this process can use IPv6. */
    static boolean hasIpv6() {
        try (DatagramChannel probe = DatagramChannel.open(StandardProtocolFamily.INET6)) {
            return probe.isOpen();
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
