package io.gatewatch.alerting.desk;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.Disposition;
import io.gatewatch.alerting.Lane;
import io.gatewatch.alerting.Playbook;
import io.gatewatch.alerting.Triaged;
import io.gatewatch.alerting.Triaged.Priority;
import io.gatewatch.alerting.Triaged.Reasons;
import io.gatewatch.detectors.Entity;
import io.gatewatch.ingest.registry.RegisteredAgent;
import java.util.List;
import java.util.Locale;

/** Lane, owner and next step that follow from a disposition, each with its reason. */
final class TriageWords {
  static final String SECURITY = "security operations";
  static final String OPERATIONS = "service operations";
  static final String EDGE = "gateway operations";
  static final String COMPLIANCE = "compliance";
  static final String NOBODY = "nobody";

  /** A choice and its reason. */
  private record Choice(String what, String why) {}

  Triaged write(
      Alert alert, Triage.Facts facts, Disposition disposition, String why, Priority priority) {
    Lane lane = lane(alert, disposition);
    Choice owner = owner(alert, facts.agent(), disposition);
    Choice next = next(alert, facts, disposition);
    boolean registered = facts.agent() != null && owner.what().equals(facts.agent().owner());
    return new Triaged(
        disposition,
        disposition.isAutomatic() && facts.ruling() == null,
        priority,
        lane,
        owner.what(),
        registered ? facts.agent().contact() : null,
        next.what(),
        new Reasons(
            why, priorityWhy(alert, disposition), laneWhy(alert, lane), owner.why(), next.why()));
  }

  private static Lane lane(Alert alert, Disposition disposition) {
    return switch (disposition) {
      case NEEDS_OPERATIONS -> Lane.OPERATIONS;
      case NEEDS_COMPLIANCE -> Lane.COMPLIANCE;
      case RESPOND, NEEDS_ANALYST -> Lane.SECURITY;
      default -> alert.lane();
    };
  }

  private static String laneWhy(Alert alert, Lane lane) {
    return lane == alert.lane()
        ? "where it was found"
        : "who has to act is there, not where it was found ("
            + alert.lane().name().toLowerCase(Locale.ROOT)
            + ")";
  }

  private static String priorityWhy(Alert alert, Disposition disposition) {
    return disposition.isSuppressing()
        ? "closed for people"
        : "severity " + alert.severity().name().toLowerCase(Locale.ROOT);
  }

  private static Choice owner(Alert alert, RegisteredAgent agent, Disposition disposition) {
    return switch (disposition) {
      case NEEDS_OWNER -> new Choice(agent.owner(), "the registry: answers for " + agent.name());
      case NEEDS_OPERATIONS -> new Choice(OPERATIONS, "looks after services and feeds");
      case NEEDS_COMPLIANCE ->
          agent != null && agent.owner() != null
              ? new Choice(agent.owner(), "the registry: answers for " + agent.name())
              : new Choice(COMPLIANCE, "no entry of the registry names an owner");
      case RESPOND ->
          alert.entity().kind() == Entity.Kind.SOURCE
              ? new Choice(EDGE, "a network is blocked at the edge")
              : new Choice(SECURITY, "responds to incidents");
      case NEEDS_ANALYST -> new Choice(SECURITY, "weighs evidence");
      case DUPLICATE_OF_CAMPAIGN -> new Choice(SECURITY, "has the campaign");
      default -> new Choice(NOBODY, "nothing is to be done");
    };
  }

  private static Choice next(Alert alert, Triage.Facts facts, Disposition disposition) {
    List<String> actions = Playbook.actions(alert.category());
    Choice playbook =
        actions.isEmpty()
            ? new Choice("Read the evidence", "no playbook for this category")
            : new Choice(actions.get(0), "first of the playbook");
    return switch (disposition) {
      case RESPOND, NEEDS_OPERATIONS, NEEDS_COMPLIANCE -> playbook;
      case NEEDS_OWNER ->
          new Choice(
              "Ask " + facts.agent().owner() + ": " + firstQuestion(actions),
              "what the playbook asks the client");
      case NEEDS_ANALYST ->
          new Choice(
              "Weigh the evidence: " + alert.counterfactual(), "how near its threshold it lies");
      case INFORMATIONAL -> new Choice("None unless it becomes graver", "low");
      case BENIGN_EXPECTED, IN_MAINTENANCE, SNOOZED, CLOSED_BENIGN ->
          new Choice("None while that holds", "it is told anew when the facts change");
      case DUPLICATE_OF_CAMPAIGN ->
          new Choice(
              "See alert " + facts.campaign().alertId(), "what is done there is done about this");
    };
  }

  /** The playbook's question to the client, else its first action. */
  private static String firstQuestion(List<String> actions) {
    return actions.stream()
        .filter(a -> a.startsWith("Ask ") || a.startsWith("Tell "))
        .findFirst()
        .orElse(actions.isEmpty() ? "what this is" : actions.get(0));
  }
}
