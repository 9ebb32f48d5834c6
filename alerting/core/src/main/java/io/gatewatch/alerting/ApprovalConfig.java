package io.gatewatch.alerting;

import java.util.List;

/**
 * What waits for a person, and how long.
 *
 * @param waitSeconds unanswered for so long, it lapses
 * @param premiumTiers tiers of the agent registry whose agents are cut only with a person's yes
 * @param regulatedScopes operation groups under regulation, as globs: there an agent's tier and
 *     value change nothing, and nothing on {@code *} where any are named
 */
public record ApprovalConfig(
    int waitSeconds, List<String> premiumTiers, List<String> regulatedScopes) {
  public ApprovalConfig {
    premiumTiers = List.copyOf(premiumTiers);
    regulatedScopes = List.copyOf(regulatedScopes);
    if (waitSeconds < 60) {
      throw new IllegalArgumentException(
          "approvals.waitSeconds: " + waitSeconds + " (expected: 60 or more)");
    }
  }

  /** What holds when nobody says otherwise. */
  public static ApprovalConfig defaults() {
    return new ApprovalConfig(900, List.of("premium"), List.of());
  }
}
