package org.modelioc.ioc.link.source;

/**
 * Hears of one source. Called by the thread of its client, one call after the other; it must return soon, because all links
 * of that protocol wait meanwhile. It may follow and drop links: those are orders, carried out later.
 */
public interface SourceListener {

    /**
     * The source is there. Comes before its first value, and again when what it says of itself changes.
     *
     * @param description what it says of itself
     */
    void connected(SourceDescription description);

    /**
     * There is an update: of the value, or of the alarm alone.
     *
     * @param value valid during this call
     */
    void received(LinkedValue value);

    /**
     * The source is gone, or it could not be followed. Comes again when the reason changes.
     *
     * @param why one line
     */
    void disconnected(String why);
}
