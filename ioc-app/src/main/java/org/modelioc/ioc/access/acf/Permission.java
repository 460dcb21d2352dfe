package org.modelioc.ioc.access.acf;

/** What a rule grants; each includes those before it. */
public enum Permission {
    /** Nothing. */
    NONE,
    /** To read: get, monitor. */
    READ,
    /** To read and to put. */
    WRITE
}
