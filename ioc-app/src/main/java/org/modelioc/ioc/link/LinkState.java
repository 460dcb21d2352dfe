package org.modelioc.ioc.link;

/** What is known of the value of a link. */
public enum LinkState {

    /** The source is not there, or gives no value. */
    DISCONNECTED,
    /** The latest value of the source is known. */
    CONNECTED,
    /** The source is connected, but has not sent anything for too long. */
    STALE
}
