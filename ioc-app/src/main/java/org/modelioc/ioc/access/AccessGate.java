package org.modelioc.ioc.access;

import java.util.Optional;
import org.modelioc.ioc.access.acf.Permission;
import org.modelioc.ioc.access.putlog.PutLog;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.jfr.PutEvent;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.StringPv;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door through which the clients of every protocol read and write: the rules are asked here, what is refused is told
 * to the client, to the operators and to the log, and what is put goes to the put log.
 *
 * <p>The last refusal of a put stands in the IOC's MESSAGE PV, because screens show an operator nothing when a put is refused.
 * Thread-safe.
 */
public final class AccessGate {

    private static final Logger LOG = LoggerFactory.getLogger(AccessGate.class);
    private static final double LOG_INTERVAL_NANOS = 1e9;
    private static final double BURST = 20;

    /** A put in one of the shapes that protocols carry. */
    @FunctionalInterface
    public interface Put {
        /**
         * Carries the put out.
         *
         * @param pv the PV
         * @return whether a value was set
         * @throws PutRejectedException if it is refused
         */
        boolean to(Pv pv) throws PutRejectedException;
    }

    private final AccessSecurity security;
    private final StringPv message;
    private final PutLog puts;
    private double credit = BURST;
    private long lastCredit = System.nanoTime();
    private long unlogged;

    /**
     * A gate that reports to an operator's message.
     *
     * @param security the rules
     * @param message  the IOC's MESSAGE PV
     * @param puts     where puts are logged
     */
    AccessGate(AccessSecurity security, StringPv message, PutLog puts) {
        this.security = security;
        this.message = message;
        this.puts = puts;
    }

    /**
     * A gate without rules: everybody may read everything and put to every input; nothing is logged.
     *
     * @param message the IOC's MESSAGE PV
     * @return the gate
     */
    public static AccessGate unrestricted(StringPv message) {
        return new AccessGate(new AccessSecurity(), message, PutLog.NONE);
    }

    /**
     * A client opens a channel to a PV, which it always may; what it may do with it is asked later.
     *
     * @param pv     the PV
     * @param client who
     * @return to be asked and to put with, and closed with the channel
     */
    public ChannelAccess open(Pv pv, Client client) {
        return security.open(pv, client);
    }

    /**
     * The access security group of a PV.
     *
     * @param pv the PV
     * @return its name, DEFAULT where there are no rules
     */
    public String group(Pv pv) {
        return security.group(pv);
    }

    /**
     * A client opens a channel to a field of a PV. It has the group of that PV and the level of what configures an IOC.
     *
     * @param field  what is put to and read
     * @param owner  the PV that it belongs to
     * @param client who
     * @return as of {@link #open}
     */
    public ChannelAccess openField(Pv field, Pv owner, Client client) {
        return security.openField(field, owner, client);
    }

    /**
     * Whether a client may read, at present. A refusal is logged.
     *
     * @param access the channel
     * @return empty if it may; otherwise a sentence for the client
     */
    public Optional<String> refuseRead(ChannelAccess access) {
        if (access.mayRead()) {
            return Optional.empty();
        }
        String sentence = access.refusal(Permission.READ);
        logged("read refused: " + sentence + from(access.client()));
        return Optional.of(sentence);
    }

    /**
     * Carries a put out, or says why not.
     *
     * @param access the channel
     * @param put    what
     * @return whether a value was set
     * @throws PutRejectedException with a sentence for the client; nothing changed
     */
    public boolean put(ChannelAccess access, Put put) throws PutRejectedException {
        if (!PutEvent.recorded()) {
            return putUnseen(access, put);
        }
        PutEvent event = PutEvent.begun(access.pv().name(), access.origin().user(), access.origin().host());
        try {
            boolean set = putUnseen(access, put);
            event.over(null);
            return set;
        } catch (PutRejectedException e) {
            event.over(e.getMessage());
            throw e;
        }
    }

    private boolean putUnseen(ChannelAccess access, Put put) throws PutRejectedException {
        Pv pv = access.pv();
        // a PV that nobody may put to says so itself, whatever the rules say
        Rights rights = access.rights();
        if (pv.writable() && !rights.write()) {
            String sentence = access.refusal(Permission.WRITE);
            refused("put refused: " + sentence + from(access.client()));
            throw new PutRejectedException(sentence);
        }
        try {
            Pv changed = pv.writable() ? pv.setpoint().changes(pv) : pv;
            if (changed == pv) {
                return pv.metadata().clamps() ? putAndTell(access, put, rights) : put(access, put, rights);
            }
            synchronized (changed) {
                return put(access, put, rights);
            }
        } catch (PutRejectedException e) {
            refused("put by " + access.client() + " refused: " + e.getMessage());
            throw e;
        }
    }

    private boolean put(ChannelAccess access, Put put, Rights rights) throws PutRejectedException {
        return puts.wants(rights.trap()) ? putAndLog(access, put) : put.to(access.pv());
    }

    // what the client wanted is not what it got, and its screen may not show that
    private boolean putAndTell(ChannelAccess access, Put put, Rights rights) throws PutRejectedException {
        Pv pv = access.pv();
        boolean set;
        String clamped;
        synchronized (pv) {
            pv.takeClamped();
            set = put(access, put, rights);
            clamped = pv.takeClamped();
        }
        if (clamped != null) {
            refused("put by " + access.client() + " clamped: " + clamped);
        }
        return set;
    }

    // the monitor of the PV is held, so that the two values are those before and after this put
    private boolean putAndLog(ChannelAccess access, Put put) throws PutRejectedException {
        Pv pv = access.pv();
        synchronized (pv) {
            if (pv instanceof DoublePv number) {
                double old = number.value();
                boolean set = put.to(pv);
                if (set) {
                    puts.add(pv.stamp(), access.origin(), pv.name(), number.value(), old);
                }
                return set;
            }
            Object old = LoggedValue.of(pv);
            boolean set = put.to(pv);
            if (set) {
                puts.add(pv.stamp(), access.origin(), pv.name(), LoggedValue.of(pv), old);
            }
            return set;
        }
    }

    private static String from(Client client) {
        return client.peer() == null ? "" : " (" + client.peer().getAddress().getHostAddress() + ")";
    }

    private void refused(String text) {
        message.set(text, Alarm.NONE);
        logged(text);
    }

    // A client that tries again and again does not fill the log.
    private synchronized void logged(String text) {
        long now = System.nanoTime();
        credit = Math.min(BURST, credit + (now - lastCredit) / LOG_INTERVAL_NANOS);
        lastCredit = now;
        if (credit < 1) {
            unlogged++;
            return;
        }
        credit--;
        if (unlogged > 0) {
            LOG.warn("{} more requests were refused or clamped since", unlogged);
            unlogged = 0;
        }
        LOG.warn(text);
    }
}
