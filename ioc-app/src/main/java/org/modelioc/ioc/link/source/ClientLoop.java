package org.modelioc.ioc.link.source;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of a client: all its sockets, timers and callbacks.
 *
 * <p>Nothing of a client is used by another thread, so that there is no lock, and with no lock none that could be taken in
 * the wrong order. Other threads give orders by {@link #execute} and never wait for them. Nothing on this thread blocks but
 * the wait for sockets; in each round those come first, then orders, then timers.
 */
public final class ClientLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClientLoop.class);
    private static final long LONGEST_WAIT_MILLIS = 1_000;
    private static final long CLOSE_SECONDS = 5;

    /** Reacts to what a socket is ready for. */
    @FunctionalInterface
    public interface Handler {
        /**
         * The socket is ready.
         *
         * @param key for what
         */
        void ready(SelectionKey key);
    }

    /** Something to be done at a time. Belongs to the thread of the loop. */
    public static final class Timer implements Comparable<Timer> {

        private final long due;
        private Runnable action;

        private Timer(long due, Runnable action) {
            this.due = due;
            this.action = action;
        }

        /** It is not to be done any more. */
        public void cancel() {
            action = null;
        }

        @Override
        public int compareTo(Timer other) {
            // times of the monotonic clock may wrap around
            return Long.signum(due - other.due);
        }
    }

    private final Selector selector;
    private final Thread thread;
    private final ConcurrentLinkedQueue<Runnable> orders = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final ArrayDeque<Runnable> afterwards = new ArrayDeque<>();
    // made once: an update costs no object
    private final Consumer<SelectionKey> dispatch = ClientLoop::ready;
    private volatile boolean closed;
    private Runnable atEnd = () -> { };

    /**
     * Makes the thread, which begins at once.
     *
     * @param name name of the thread
     * @throws IOException if the system has no more file descriptors
     */
    public ClientLoop(String name) throws IOException {
        selector = Selector.open();
        thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /**
     * Begins.
     *
     * @param end what to do on the thread when it ends
     */
    public void start(Runnable end) {
        atEnd = end;
        thread.start();
    }

    /**
     * Has something done on the thread of the loop, in the order of the calls. Any thread; never waits.
     *
     * @param order what to do; not done any more once the loop is closed
     */
    public void execute(Runnable order) {
        orders.add(order);
        selector.wakeup();
    }

    /**
     * Has something done later. Thread of the loop only.
     *
     * @param nanos  from now
     * @param action what to do
     * @return to cancel it by
     */
    public Timer after(long nanos, Runnable action) {
        Timer timer = new Timer(System.nanoTime() + nanos, action);
        timers.add(timer);
        return timer;
    }

    /**
     * Has something done at the end of the current round. Thread of the loop only.
     *
     * @param action what to do
     */
    public void afterwards(Runnable action) {
        afterwards.add(action);
    }

    /**
     * Watches a socket. Thread of the loop only.
     *
     * @param channel the socket, not blocking
     * @param ops     for what, as {@link SelectionKey} has it
     * @param handler reacts
     * @return the registration
     * @throws IOException if the socket is closed
     */
    public SelectionKey register(SelectableChannel channel, int ops, Handler handler) throws IOException {
        return channel.register(selector, ops, handler);
    }

    private void run() {
        while (!closed) {
            try {
                selector.select(dispatch, patience(System.nanoTime()));
            } catch (IOException e) {
                LOG.error("waiting for the sources failed", e);
                guard(() -> pause());
            }
            for (Runnable order = orders.poll(); order != null && !closed; order = orders.poll()) {
                guard(order);
            }
            runTimers();
            for (Runnable action = afterwards.poll(); action != null; action = afterwards.poll()) {
                guard(action);
            }
        }
        guard(atEnd);
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("closing the selector", e);
        }
    }

    private static void ready(SelectionKey key) {
        try {
            if (key.isValid()) {
                ((Handler) key.attachment()).ready(key);
            }
        } catch (RuntimeException | Error e) {
            unforeseen(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LONGEST_WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // one link's trouble must not end the thread of all
    private static void guard(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            unforeseen(e);
        }
    }

    private static void unforeseen(Throwable e) {
        LOG.error("a link failed in a way that nobody foresaw", e);
    }

    private void runTimers() {
        long now = System.nanoTime();
        while (!timers.isEmpty() && timers.peek().due - now <= 0 && !closed) {
            Runnable action = timers.poll().action;
            if (action != null) {
                guard(action);
            }
        }
    }

    private long patience(long now) {
        if (!orders.isEmpty()) {
            return 1;
        }
        while (!timers.isEmpty() && timers.peek().action == null) {
            timers.poll();
        }
        if (timers.isEmpty()) {
            return LONGEST_WAIT_MILLIS;
        }
        // rounded up, or the last fraction of a millisecond would be spent turning round
        long millis = TimeUnit.NANOSECONDS.toMillis(timers.peek().due - now + 999_999);
        return Math.clamp(millis, 1, LONGEST_WAIT_MILLIS);
    }

    /** Ends the thread and waits for it, unless it is the thread itself that closes. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        if (Thread.currentThread() == thread || !thread.isAlive()) {
            return;
        }
        try {
            if (!thread.join(Duration.ofSeconds(CLOSE_SECONDS))) {
                LOG.error("{} still runs {} s after it was told to end: a listener blocks it", thread.getName(), CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
