package io.gatewatch.alerting;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * What the quotas of a gateway group would have done while they were not enforced. A group may be
 * enforced only when such a report spans {@link #LEAST} of event time and more.
 *
 * @param tenant whose
 * @param group gateway group
 * @param from event time of the first thing heard of the group
 * @param to event time of the last
 * @param days UTC days of those on which anything was heard and the mode was never off
 * @param agents that would have been cut
 * @param cuts how often one would have begun
 * @param heldBack how many of these turned to monitor because they were too many at once
 * @param callsRefused calls that would have been refused, at most: by the hour, what lay above the
 *     limit, for the share of the hour under it
 * @param goodCallsRefused the same of calls that were answered well
 * @param collateral30d calls of the agents' usual 30 days that the limits would have refused, at
 *     most: the largest of each agent, summed
 */
public record MonitorReport(
    String tenant,
    String group,
    Instant from,
    Instant to,
    int days,
    int agents,
    int cuts,
    int heldBack,
    long callsRefused,
    long goodCallsRefused,
    long collateral30d) {

  /** The least event time before a group may be enforced. */
  public static final Duration LEAST = Duration.ofDays(7);

  public MonitorReport {
    requireNonNull(tenant, "tenant");
    requireNonNull(group, "group");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
  }

  /** Whether it suffices to enforce this group. */
  public boolean allowsEnforcing(String ofTenant, String ofGroup) {
    return tenant.equals(ofTenant)
        && group.equals(ofGroup)
        && days >= LEAST.toDays()
        && Duration.between(from, to).compareTo(LEAST) >= 0;
  }

  /** What a person reads before enforcing. */
  public String text() {
    return tenant
        + "/"
        + group
        + ", "
        + from
        + " to "
        + to
        + " ("
        + Duration.between(from, to).toDays()
        + " d, traffic on "
        + days
        + "): "
        + cuts
        + " cuts of "
        + agents
        + " agents, "
        + heldBack
        + " of them held back as too many at once; at most "
        + callsRefused
        + " calls refused, of them "
        + goodCallsRefused
        + " good ones; "
        + collateral30d
        + " calls of the agents' usual 30 days";
  }
}
