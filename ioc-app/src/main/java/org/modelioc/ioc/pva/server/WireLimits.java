package org.modelioc.ioc.pva.server;

/**
 * Implemented by a source of received bytes that wants to judge each size before memory is taken for it.
 *
 * <p>Called by {@code org.epics.pvdata.misc.SerializeHelper} for whatever length a message carries: of a string, an array, a
 * bit set, or a list of fields.
 */
public interface WireLimits {

    /**
     * Judges a size that was read from the wire.
     *
     * @param size number of bytes or elements, not negative
     * @throws RuntimeException if no memory is to be taken for so many; the connection is then closed
     */
    void checkSize(int size);
}
