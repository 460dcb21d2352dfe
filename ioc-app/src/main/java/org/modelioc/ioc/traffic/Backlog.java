package org.modelioc.ioc.traffic;

/**
 * Updates that wait for a client.
 *
 * @param updates how many
 * @param bytes   memory of their values
 */
public record Backlog(int updates, long bytes) {

    /** Nothing waits. */
    public static final Backlog NONE = new Backlog(0, 0);

    /**
     * This and another one.
     *
     * @param other the other
     * @return the sum
     */
    public Backlog plus(Backlog other) {
        return other == NONE ? this : new Backlog(updates + other.updates, bytes + other.bytes);
    }
}
