package org.modelioc.ioc.access;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.modelioc.ioc.access.acf.Permission;
import org.modelioc.ioc.access.putlog.PutLog;
import org.modelioc.ioc.pv.Pv;

/**
 * What one client may do with one PV. Opened by the {@link AccessGate} and closed with the channel. Thread-safe.
 *
 * <p>The answer is kept with the generation of the rules that it was made by, so that asking again allocates nothing and
 * takes no lock.
 */
public final class ChannelAccess implements AutoCloseable {

    private final AccessSecurity security;
    private final Pv pv;
    private final Client client;
    private final Protection protection;
    /** Of the PVs that this one shows: who may not read one of them may not read this one. */
    private final List<Protection> shown;
    private final PutLog.Origin origin;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Decision decision;
    private volatile boolean withheld;
    private Rights told;

    private record Decision(long generation, Rights rights) {
    }

    ChannelAccess(AccessSecurity security, Pv pv, Client client, Protection protection, List<Protection> shown) {
        this.security = security;
        this.pv = pv;
        this.client = client;
        this.protection = protection;
        this.shown = List.copyOf(shown);
        String address = client.peer() == null ? "" : client.peer().getAddress().getHostAddress();
        origin = new PutLog.Origin(client.user(), client.claimedHost().isEmpty() ? address : client.claimedHost(), address);
        decide();
    }

    /**
     * The PV.
     *
     * @return never null
     */
    public Pv pv() {
        return pv;
    }

    /**
     * The client.
     *
     * @return never null
     */
    public Client client() {
        return client;
    }

    /**
     * Whether the client may get and monitor, at present.
     *
     * @return false if not
     */
    public boolean mayRead() {
        return rights().read();
    }

    /**
     * As {@link #mayRead}, for somebody who withholds what is to be read: the listeners are told when the client may read
     * again, even if it could not for so short a time that they would not have been told of that.
     *
     * @return false if not
     */
    public boolean mayReadElseTell() {
        if (mayRead()) {
            return true;
        }
        withheld = true;
        // once more: a change in between was told before the line above
        return mayRead();
    }

    /**
     * Whether the client may put, at present.
     *
     * @return false also for a PV that nobody may put to
     */
    public boolean mayWrite() {
        return pv.writable() && rights().write();
    }

    Rights rights() {
        Decision known = decision;
        return known.generation == security.generation() ? known.rights : decide();
    }

    /** For the put log. */
    PutLog.Origin origin() {
        return origin;
    }

    private Rights decide() {
        // read before the rules: if they change in between, the next question decides anew
        long generation = security.generation();
        Policy policy = security.policy();
        Identity who = identity(policy);
        Rights rights = policy.rights(protection, who);
        for (Protection each : shown) {
            Rights part = policy.rights(each, who);
            rights = part.read() ? rights : part;
        }
        decision = new Decision(generation, rights);
        return rights;
    }

    private Identity identity(Policy policy) {
        return Identity.of(client, policy.usesRoles() ? security.roles(client.user()) : Set.of());
    }

    /** The sentence for a client that may not do what it wants. */
    String refusal(Permission wanted) {
        Policy policy = security.policy();
        Identity who = identity(policy);
        Protection refusing = wanted == Permission.WRITE ? protection
            : shown.stream().filter(each -> !policy.rights(each, who).read()).findFirst().orElse(protection);
        return client.name() + " may not " + (wanted == Permission.WRITE ? "write " : "read ") + pv.name() + ": "
            + policy.refusal(refusing, who, wanted);
    }

    /**
     * Adds somebody who is told that rights have changed, by a thread of the access security; must not block.
     *
     * @param listener who is told
     */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Removes a listener.
     *
     * @param listener who was told
     */
    public void unlisten(Runnable listener) {
        listeners.remove(listener);
    }

    /** Decides anew and tells the listeners if the answer is another one than they know. One thread at a time. */
    synchronized void tell() {
        Rights now = rights();
        // before anything is known, the channel is being opened, and what is known then is what holds now
        if (told != null && (now.permission() != told.permission() || withheld)) {
            withheld = false;
            told = now;
            listeners.forEach(Runnable::run);
        }
    }

    /** What the listeners know from the start. */
    synchronized void known() {
        told = rights();
    }

    @Override
    public void close() {
        listeners.clear();
        security.closed(this);
    }
}
