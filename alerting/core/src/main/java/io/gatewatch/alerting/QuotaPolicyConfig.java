package io.gatewatch.alerting;

import static java.util.Objects.requireNonNull;

import io.gatewatch.detectors.Severity;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All numbers of the quota policy.
 *
 * @param baseLimit an agent's limit when nobody says otherwise
 * @param baseLimits others, by tenant/group or tenant/* (a finding does not say the agent's class,
 *     so there are none by class)
 * @param modes by tenant/group or tenant/*; everything else is MONITOR
 * @param exemptAgents agents that are never cut, as tenant/group/agent, parts percent-encoded
 * @param paymentScopes operation groups of payment initiation and status, as globs: outside every
 *     automatic cut unless a payment_burst is the evidence
 * @param consentScopes those of consents and authorisation: likewise, unless it is a
 *     consent_violation
 */
public record QuotaPolicyConfig(
    Limit baseLimit,
    SortedMap<String, Limit> baseLimits,
    SortedMap<String, QuotaMode> modes,
    List<String> exemptAgents,
    List<String> paymentScopes,
    List<String> consentScopes,
    Entry entry,
    Pace pace,
    Bounds bounds,
    ApprovalConfig approvals,
    HeadroomConfig headroom) {

  /**
   * What may lead to a cut, and what keeps one up: enter high, leave low.
   *
   * @param severity at least, to enter
   * @param confidence at least, 0..1, to enter
   * @param holdSeverity while an incident of at least this is open, a cut does not recover
   */
  public record Entry(Severity severity, double confidence, Severity holdSeverity) {}

  /**
   * How fast limits move.
   *
   * @param cutFactor each step multiplies the factor by this
   * @param spacingSeconds at least so long between two changes of one quota
   * @param recoveryStep each step adds this to the factor
   * @param recoverySeconds between two steps up
   * @param ttlSeconds a limit lapses so long after its last update at the latest, see {@code
   *     Jitter}; renewed at half of it
   */
  public record Pace(
      double cutFactor,
      int spacingSeconds,
      double recoveryStep,
      int recoverySeconds,
      int ttlSeconds) {}

  /**
   * How far they may go.
   *
   * @param floorShare never below this share of base
   * @param floorSeconds never below one call in so many seconds
   * @param collateralBudget a cut that would have refused a larger share of the agent's usual calls
   *     is only recommended
   * @param agents under an enforced cut at once in a gateway group, at most: this many, or
   * @param agentShare this share of {@code activeAgents}, whichever is more
   * @param activeAgents agents active in an hour, per gateway group, where no use of the last hour
   *     was heard of; 0 when unknown, and then every cut waits for a person until it is heard of
   * @param goodShare of the last hour's good calls of a gateway group may be under an enforced cut
   *     at once, at most
   * @param cutsPerMinute new enforced cuts in a gateway group within a minute, at most
   * @param keys quotas in the ledger at once, at most; over it no new cut is made
   */
  public record Bounds(
      double floorShare,
      int floorSeconds,
      double collateralBudget,
      int agents,
      double agentShare,
      int activeAgents,
      double goodShare,
      int cutsPerMinute,
      int keys) {

    /** The same with so many agents where no use was heard of. */
    public Bounds withActiveAgents(int count) {
      return new Bounds(
          floorShare,
          floorSeconds,
          collateralBudget,
          agents,
          agentShare,
          count,
          goodShare,
          cutsPerMinute,
          keys);
    }
  }

  public QuotaPolicyConfig {
    requireNonNull(baseLimit, "baseLimit");
    baseLimits = Collections.unmodifiableSortedMap(new TreeMap<>(baseLimits));
    modes = Collections.unmodifiableSortedMap(new TreeMap<>(modes));
    exemptAgents = List.copyOf(exemptAgents);
    paymentScopes = List.copyOf(paymentScopes);
    consentScopes = List.copyOf(consentScopes);
    requireNonNull(entry, "entry");
    require(pace.cutFactor > 0 && pace.cutFactor < 1, "pace.cutFactor: above 0, below 1");
    require(pace.recoveryStep > 0 && pace.recoveryStep <= 1, "pace.recoveryStep: above 0, up to 1");
    require(pace.recoverySeconds >= pace.spacingSeconds, "pace.recoverySeconds: spacing or more");
    require(pace.spacingSeconds >= 10, "pace.spacingSeconds: a round (10) or more");
    require(pace.ttlSeconds >= 4 * pace.recoverySeconds, "pace.ttlSeconds: 4 recovery steps");
    requireNonNull(approvals, "approvals");
    requireNonNull(headroom, "headroom");
    require(bounds.floorShare > 0 && bounds.floorShare <= 1, "bounds.floorShare: above 0, up to 1");
  }

  private static void require(boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("expected: " + expected);
    }
  }

  /** What holds when nobody says otherwise. */
  public static QuotaPolicyConfig defaults() {
    return new QuotaPolicyConfig(
        new Limit(600, 60, 100),
        new TreeMap<>(),
        new TreeMap<>(),
        List.of(),
        List.of(
            "*payment*",
            "*transfer*",
            "*sepa*",
            "*credit*",
            "*debit*",
            "*standing-order*",
            "pis.*",
            "pisp.*"),
        List.of("*consent*", "auth*"),
        new Entry(Severity.HIGH, 0.6, Severity.MEDIUM),
        new Pace(0.5, 30, 0.25, 60, 900),
        new Bounds(0.1, 10, 0.05, 3, 0.05, 0, 0.1, 10, 10_000),
        ApprovalConfig.defaults(),
        HeadroomConfig.defaults());
  }

  /** The same with a mode for tenant/group or tenant/*. */
  public QuotaPolicyConfig withMode(String tenantAndGroup, QuotaMode mode) {
    TreeMap<String, QuotaMode> more = new TreeMap<>(modes);
    more.put(tenantAndGroup, mode);
    return copy(baseLimits, more, exemptAgents, bounds, approvals, headroom);
  }

  /** The same with a base limit for tenant/group or tenant/*. */
  public QuotaPolicyConfig withBaseLimit(String tenantAndGroup, Limit limit) {
    TreeMap<String, Limit> more = new TreeMap<>(baseLimits);
    more.put(tenantAndGroup, limit);
    return copy(more, modes, exemptAgents, bounds, approvals, headroom);
  }

  /** The same with these agents exempt. */
  public QuotaPolicyConfig withExemptAgents(List<String> agents) {
    return copy(baseLimits, modes, agents, bounds, approvals, headroom);
  }

  /** The same with other bounds. */
  public QuotaPolicyConfig withBounds(Bounds other) {
    return copy(baseLimits, modes, exemptAgents, other, approvals, headroom);
  }

  /** The same with other things that wait for a person. */
  public QuotaPolicyConfig withApprovals(ApprovalConfig other) {
    return copy(baseLimits, modes, exemptAgents, bounds, other, headroom);
  }

  /** The same with other head-room. */
  public QuotaPolicyConfig withHeadroom(HeadroomConfig other) {
    return copy(baseLimits, modes, exemptAgents, bounds, approvals, other);
  }

  private QuotaPolicyConfig copy(
      SortedMap<String, Limit> limits,
      SortedMap<String, QuotaMode> otherModes,
      List<String> exempt,
      Bounds otherBounds,
      ApprovalConfig otherApprovals,
      HeadroomConfig otherHeadroom) {
    return new QuotaPolicyConfig(
        baseLimit,
        limits,
        otherModes,
        exempt,
        paymentScopes,
        consentScopes,
        entry,
        pace,
        otherBounds,
        otherApprovals,
        otherHeadroom);
  }
}
