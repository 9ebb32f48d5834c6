package io.gatewatch.alerting;

import io.gatewatch.detectors.Severity;
import java.util.List;

/**
 * All that the policy looks at when it says how deep.
 *
 * @param standing the agent's, by the registry
 * @param factor of the base limit that holds now
 * @param severity of the incident
 * @param minutes the agent's own, by calls a minute: those of the scope where they are known
 * @param allowed how far an update may go here: the least of all modes that apply
 * @param sick whether a service of the gateway group is degraded
 */
record Situation(
    QuotaKey key,
    Standing standing,
    double factor,
    Severity severity,
    List<Integer> minutes,
    QuotaMode allowed,
    boolean sick) {}
