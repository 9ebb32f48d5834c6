package io.gatewatch.alerting;

import io.gatewatch.detectors.Need;

/** Who looks at an alert. Only the security lane may lead to a quota cut. */
public enum Lane {
  SECURITY,
  OPERATIONS,
  COMPLIANCE;

  /**
   * The lane of a finding: what waited for the whole round's context is about services, so it is
   * the operators' business; the rest is security's. Inside a lane an entity's findings come in
   * time order, across lanes they interleave at random: hence the split.
   */
  public static Lane of(Need need) {
    return need == Need.SAME ? OPERATIONS : SECURITY;
  }
}
