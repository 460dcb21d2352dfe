package org.modelioc.ioc.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.modelioc.ioc.access.putlog.PutLog;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.Setpoint;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.service.AccessDefinition;

/** PVs under the rules of a file. */
final class Site implements AutoCloseable {

    final PvDatabase database = new PvDatabase();
    final StringPv message = new StringPv("S:MESSAGE", Metadata.builtIn("", ""));
    final List<String> reports = new ArrayList<>();
    private final Map<String, Protection> protections = new HashMap<>();
    private final Path file;
    private AccessSecurity security;
    private AccessGate gate;

    Site(Path folder) {
        file = folder.resolve("site.acf");
    }

    /** A PV that clients may put, with a group and a level. */
    DoublePv pv(String name, String group, int level) throws PutRejectedException {
        DoublePv pv = database.add(new DoublePv(name, Metadata.builtIn("", ""), new Setpoint() {
            @Override
            public void stored(Pv stored) {
                // nothing hangs on it
            }

            @Override
            public void process() {
                // nothing hangs on it
            }

            @Override
            public CompletableFuture<Void> processAndWait() {
                return CompletableFuture.completedFuture(null);
            }
        }));
        pv.put(0.0);
        protections.put(name, new Protection(group, level, name.endsWith("RELOAD")));
        return pv;
    }

    /** A PV that nobody may put. */
    DoublePv output(String name, String group) {
        DoublePv pv = database.add(new DoublePv(name, Metadata.builtIn("", ""), null));
        pv.commit(0, 1, 1, Alarm.NONE);
        protections.put(name, new Protection(group, 0, false));
        return pv;
    }

    /** Puts rules in force. */
    Site rules(String text) throws IOException {
        return rules(text, PutLog.NONE);
    }

    Site rules(String text, PutLog log) throws IOException {
        write(text);
        security = new AccessSecurity(new AccessDefinition(file, Map.of("P", "S:"), "DEFAULT"), PvInput.of(database),
            pv -> protections.get(pv.name()), new AccessSecurity.Report() {
                @Override
                public void loaded(RulePolicy policy) {
                    reports.add("loaded " + policy.warnings());
                }

                @Override
                public void failed(InvalidConfigurationException fault, boolean first) {
                    reports.add((first ? "first failed: " : "failed: ") + fault.getMessage());
                }
            });
        gate = new AccessGate(security, message, log);
        security.start();
        return this;
    }

    void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    void reload() {
        security.reload().join();
    }

    AccessGate gate() {
        return gate;
    }

    ChannelAccess open(Pv pv, Client client) {
        return gate.open(pv, client);
    }

    /** NONE, READ or WRITE, with a + where puts are trapped. */
    String rights(Pv pv, Client client) {
        try (ChannelAccess access = open(pv, client)) {
            return access.rights().permission() + (access.rights().trap() ? "+" : "");
        }
    }

    /** A client as Channel Access and Phoebus name it, from an address. */
    static Client client(String user, String address) {
        return new Client("ca", user, user.isEmpty() ? "" : "ws3", new InetSocketAddress(address(address), 40_112));
    }

    private static InetAddress address(String numeric) {
        try {
            return InetAddress.getByName(numeric);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(numeric, e);
        }
    }

    @Override
    public void close() {
        if (security != null) {
            security.close();
        }
    }
}
