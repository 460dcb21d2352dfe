package org.modelioc.ioc.access;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.modelioc.ioc.access.acf.AcfFile;
import org.modelioc.ioc.access.acf.AcfReader;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.service.AccessDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules in force, and the channels that they hold for.
 *
 * <p>Rules are exchanged as a whole: a channel decides by the old ones or by the new ones, never by none. A generation number
 * goes up with each exchange, and with each change of a CALC; channels compare it to know whether what they decided still
 * holds. One thread of its own reads files and tells channels. Thread-safe.
 */
final class AccessSecurity implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AccessSecurity.class);

    /** Who is told how reading the file went. By the thread of the access security, or that of the start. */
    interface Report {

        /** New rules are in force. */
        void loaded(RulePolicy policy);

        /**
         * The file is at fault.
         *
         * @param fault what is wrong
         * @param first whether there are no rules from before, so that nobody may put
         */
        void failed(InvalidConfigurationException fault, boolean first);
    }

    private final AccessDefinition definition;
    private final AccessInputs inputs;
    private final Function<Pv, Protection> protections;
    private final Report report;
    private final UserRoles roles = new UserRoles();
    private final AtomicLong generation = new AtomicLong();
    private final Set<ChannelAccess> channels = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean telling = new AtomicBoolean();
    private final ExecutorService thread;
    private volatile Policy policy;

    /** Without an access file. */
    AccessSecurity() {
        definition = null;
        inputs = null;
        protections = _ -> new Protection(AcfFile.DEFAULT, 0, false);
        report = null;
        thread = null;
        policy = new Policy.Open();
    }

    /**
     * With an access file; until it is read nobody may put.
     *
     * @param definition  where it is
     * @param inputs      finds the PVs that rules use
     * @param protections group and level of each PV
     * @param report      is told how reading goes
     */
    AccessSecurity(AccessDefinition definition, AccessInputs inputs, Function<Pv, Protection> protections, Report report) {
        this.definition = definition;
        this.inputs = inputs;
        this.protections = protections;
        this.report = report;
        thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("access-security").factory());
        policy = new Policy.Broken("they are not read yet");
    }

    long generation() {
        return generation.get();
    }

    Policy policy() {
        return policy;
    }

    Set<String> roles(String user) {
        return roles.of(user);
    }

    /** The access security group of a PV. */
    String group(Pv pv) {
        return protections.apply(pv).group();
    }

    ChannelAccess open(Pv pv, Client client) {
        return open(pv, pv, client, protections.apply(pv));
    }

    ChannelAccess openField(Pv field, Pv owner, Client client) {
        return open(field, owner, client, new Protection(group(owner), Protection.CONFIGURATION, false));
    }

    private ChannelAccess open(Pv pv, Pv owner, Client client, Protection protection) {
        ChannelAccess channel = new ChannelAccess(this, pv, client, protection,
            owner.shown().stream().map(protections).distinct().toList());
        if (thread != null) {
            channels.add(channel);
        }
        // behind the entry, so that no change between the two is missed
        channel.known();
        return channel;
    }

    void closed(ChannelAccess channel) {
        channels.remove(channel);
    }

    /** Reads the file for the first time, if there is one. */
    void start() {
        if (definition != null) {
            load();
        }
    }

    /** Reads the file, now and on this thread. A file at fault changes nothing but what is reported. */
    private synchronized void load() {
        try {
            AcfFile file = AcfReader.read(definition.file(), definition.macros());
            roles.forget();
            RulePolicy rules = new RulePolicy(file, inputs, this::changed);
            exchange(rules);
            report.loaded(rules);
        } catch (InvalidConfigurationException e) {
            boolean first = !(policy instanceof RulePolicy);
            if (first) {
                exchange(new Policy.Broken(Faults.inOneLine(e)));
            }
            report.failed(e, first);
        }
    }

    private void exchange(Policy next) {
        Policy before = policy;
        policy = next;
        changed();
        before.close();
    }

    /** Reads the file on the thread of the access security; done when the rules in it are in force, or were refused. */
    CompletableFuture<Void> reload() {
        try {
            return CompletableFuture.runAsync(this::load, thread).exceptionally(e -> {
                LOG.error("the access file could not be read", e);
                return null;
            });
        } catch (RejectedExecutionException e) {
            // the IOC ends
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Decisions may be others from now on. Called by whoever changes a PV that a CALC uses: must not block. */
    private void changed() {
        generation.incrementAndGet();
        if (telling.compareAndSet(false, true)) {
            try {
                thread.execute(this::tell);
            } catch (RejectedExecutionException e) {
                // the IOC ends, and nobody is left to be told
                LOG.trace("closed", e);
            }
        }
    }

    private void tell() {
        telling.set(false);
        for (ChannelAccess channel : channels) {
            try {
                channel.tell();
            } catch (RuntimeException e) {
                LOG.warn("a change of access rights could not be told to {}", channel.client(), e);
            }
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.shutdownNow();
        }
        policy.close();
    }
}
