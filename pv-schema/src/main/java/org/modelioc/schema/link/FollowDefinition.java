package org.modelioc.schema.link;

import java.time.Duration;
import java.util.Optional;
import org.modelioc.schema.problem.SourcePosition;

/**
 * An input that follows a PV of another IOC.
 *
 * @param at         where the file says so
 * @param source     the PV to follow
 * @param staleAfter time without an update after which the value is stale; empty if silence is no fault, since EPICS
 *                   servers post only what changes
 * @param severity   what is taken over from the alarm of the source
 * @param convert    how values are converted; empty if the source must have the units of the input
 */
public record FollowDefinition(
        SourcePosition at,
        LinkAddress source,
        Optional<Duration> staleAfter,
        SeverityRule severity,
        Optional<UnitConversion> convert) {

    /** What an EPICS link does that says nothing is NMS; here an alarm must not get lost unless somebody asks for it. */
    public static final SeverityRule DEFAULT_SEVERITY = SeverityRule.MS;
}
