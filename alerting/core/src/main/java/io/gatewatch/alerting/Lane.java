package io.gatewatch.alerting;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Need;

/** Who looks at an alert. Only the security lane may lead to a quota cut. */
public enum Lane {
  SECURITY,
  OPERATIONS,
  COMPLIANCE;

  /**
   * The lane of a finding: what waited for the whole round's context is about services, so it is
   * the operators' business; what the registry or the law asks for, and what is told once a day,
   * goes to compliance, where it does not hide an attack in a long open incident; the rest is
   * security's. Inside a lane an entity's findings come in time order, across lanes they interleave
   * at random: hence the split.
   */
  public static Lane of(Detection finding) {
    if (finding.need() == Need.SAME) {
      return OPERATIONS;
    }
    return of(finding.category());
  }

  private static Lane of(Category category) {
    return switch (category) {
      case UNREGISTERED_CLIENT, SENSITIVE_DATA_EXPOSURE, CONSENT_VIOLATION -> COMPLIANCE;
      default -> SECURITY;
    };
  }
}
