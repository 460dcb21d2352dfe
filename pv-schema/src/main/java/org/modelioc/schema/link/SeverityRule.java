package org.modelioc.schema.link;

/** What an input takes over from the alarm of the PV it follows: the modifiers of a link between EPICS records. */
public enum SeverityRule {

    /** No: the alarm of the source is ignored. */
    NMS,
    /** Maximise severity: the severity of the source, with the condition LINK. */
    MS,
    /** Maximise severity if INVALID: as MS, but only what is INVALID. */
    MSI,
    /** Maximise severity and status: severity, condition and message of the source as they are. */
    MSS
}
