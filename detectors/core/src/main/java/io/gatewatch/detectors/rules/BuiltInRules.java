package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.fusion.AlertBudget;
import java.util.Set;

/** Rules whose conditions are classes of ours, because they ask more than one observation. */
final class BuiltInRules {
  static final Set<String> IDS =
      Set.of(
          "own-evidence",
          "consent-frequency",
          "silence",
          "off-hours",
          "client-fault",
          "service-degraded",
          "distributed-stuffing",
          "telemetry-gap",
          "injection-probe",
          "constant-probing",
          "known-exploit",
          "unregistered-client",
          "past-review",
          "above-stage",
          "sensitive-data",
          "undocumented-endpoint",
          "deprecated-endpoint",
          "unauthenticated-abuse",
          "client-impersonation");

  private BuiltInRules() {}

  /**
   * The rule with its own thresholds.
   *
   * @throws IllegalArgumentException when one is missing, or not its own
   */
  static ReadRule read(Rule rule, int line, AlertBudget alerts) {
    return switch (rule.id()) {
      case "own-evidence" ->
          ReadRule.of(
              rule,
              line,
              new OwnEvidenceRule(
                  rule.with(
                      OwnEvidenceRule.PER_DAY,
                      OwnEvidenceRule.MONTH_END_HOURS,
                      "grave",
                      "peersElevated"),
                  alerts));
      case "consent-frequency" ->
          ReadRule.of(rule, line, new ConsentFrequency(rule.with("accesses", "tellEveryHours")));
      case "silence" -> ReadRule.of(rule, line, new Silence(rule.with("peers")));
      case "off-hours" ->
          ReadRule.of(rule, line, new OffHours(rule.with("slots", "tellEveryHours")));
      case "client-fault" -> ReadRule.of(rule, line, new ClientFault(rule.with("errors", "peers")));
      case "service-degraded" ->
          ReadRule.of(rule, line, new ServiceDegraded(rule.with("tellEveryRounds")));
      case "distributed-stuffing" ->
          ReadRule.of(rule, line, new DistributedStuffing(rule.with("tellEveryRounds", "callers")));
      case "telemetry-gap" ->
          ReadRule.of(
              rule,
              line,
              new TelemetryGap(
                  rule.with("oneIn", "silentMinutes", "usualShare", "tellEveryRounds")));
      case "injection-probe" ->
          ReadRule.of(
              rule,
              line,
              new InjectionProbe(rule.with("marks", "kinds", "networks", "tellEveryHours")));
      case "constant-probing" ->
          ReadRule.of(rule, line, new ConstantProbing(rule.with("networks", "answered")));
      case "known-exploit" ->
          ReadRule.of(rule, line, new KnownExploit(rule.with("tellEveryHours")));
      case "unregistered-client" ->
          ReadRule.of(rule, line, new UnregisteredClient(rule.with("tellEveryHours")));
      case "past-review" -> ReadRule.of(rule, line, new PastReview(rule.with("tellEveryHours")));
      case "above-stage" -> ReadRule.of(rule, line, new AboveStage(rule.with("tellEveryHours")));
      case "sensitive-data" ->
          ReadRule.of(rule, line, new SensitiveData(rule.with("tellEveryHours")));
      case "undocumented-endpoint" ->
          ReadRule.of(
              rule,
              line,
              new UndocumentedEndpoint(
                  rule.with("doors", "votes", "knownHours", "documentedShare", "tellEveryHours")));
      case "deprecated-endpoint" ->
          ReadRule.of(
              rule,
              line,
              new DeprecatedEndpoint(rule.with("calls", "votes", "share", "tellEveryHours")));
      case "unauthenticated-abuse" ->
          ReadRule.of(
              rule,
              line,
              new UnauthenticatedAbuse(
                  rule.with("votes", "share", "knownHours", "objects", "tellEveryHours")));
      case "client-impersonation" ->
          ReadRule.of(rule, line, new ClientImpersonation(rule.with("claims", "tellEveryHours")));
      default -> throw new IllegalArgumentException("no condition is named " + rule.id());
    };
  }
}
