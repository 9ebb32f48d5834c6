package io.gatewatch.alerting.desk;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AnalystVerdict;
import io.gatewatch.alerting.Disposition;
import io.gatewatch.alerting.Lane;
import io.gatewatch.alerting.Links;
import io.gatewatch.alerting.Triaged;
import io.gatewatch.alerting.Triaged.Priority;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Severity;
import io.gatewatch.ingest.network.Cidr;
import io.gatewatch.ingest.network.NetworkAddress;
import io.gatewatch.ingest.registry.RegisteredAgent;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What becomes of an incident, without a person. Asked anew for every version, so that a change of
 * the facts changes the answer; pure.
 *
 * <p>The first of these that fits decides:
 *
 * <ol>
 *   <li>an analyst has said what it is, and it has not become graver or another since: closed as
 *       benign, or respond;
 *   <li>critical: respond. Nothing else suppresses it: what a wrong closing would cost is more than
 *       what a needless call costs;
 *   <li>a maintenance window explains all of it: in maintenance;
 *   <li>a person snoozed it, and no condition ended that: snoozed;
 *   <li>the registry names the network whose being new is the whole finding: benign, expected;
 *   <li>a network whose campaign says the same at least as gravely: duplicate of the campaign. An
 *       agent never is one, since its credential is a step of its own;
 *   <li>low: informational;
 *   <li>about a service, a feed, or a client's own fault: needs operations;
 *   <li>in the compliance lane: needs compliance;
 *   <li>high, and confidence as the quota policy asks for an automatic cut: respond. What may cut a
 *       caller by itself may call a responder by itself;
 *   <li>medium, of an agent whose owner is known, in a category that the playbook asks the client
 *       about first: needs owner;
 *   <li>medium and as sure, of a network that nobody vouches for: respond, since blocking it at the
 *       edge needs nobody's answer;
 *   <li>else an analyst.
 * </ol>
 */
public final class Triage {
  /** Where the client can say what it is: a release, a move, a backlog, a mistake. */
  private static final Set<Category> OWNER_KNOWS =
      EnumSet.of(
          Category.ACCOUNT_TAKEOVER,
          Category.CREDENTIAL_SHARING,
          Category.BULK_OBJECT_ACCESS,
          Category.SCRAPING,
          Category.VOLUME_SPIKE,
          Category.VOLUME_RAMP,
          Category.SCOPE_VIOLATION,
          Category.SEQUENCE_ANOMALY,
          Category.RUNAWAY_LOOP,
          Category.DEPRECATED_ENDPOINT,
          Category.UNDOCUMENTED_ENDPOINT,
          Category.OFF_HOURS,
          Category.UNUSUAL_BEHAVIOUR);

  /** Which ours or the service's keepers look after, whatever lane found it. */
  private static final Set<Category> KEEPERS_KNOW =
      EnumSet.of(
          Category.CLIENT_FAULT,
          Category.SERVICE_DEGRADED,
          Category.SILENCE,
          Category.TELEMETRY_GAP,
          Category.MODEL_DRIFT,
          Category.QUOTA_GUARD);

  /** Whose whole finding can be that somebody calls from elsewhere. */
  private static final Set<Category> ABOUT_NETWORKS =
      EnumSet.of(Category.ACCOUNT_TAKEOVER, Category.CREDENTIAL_SHARING);

  /**
   * What is known besides the alert; each null when there is none.
   *
   * @param agent its entry in the registry
   * @param window that explains it
   * @param snooze that covers it
   * @param campaign that is open and that it belongs to
   * @param ruling what an analyst said of it
   */
  record Facts(
      RegisteredAgent agent,
      MaintenanceWindow window,
      Snooze snooze,
      Campaign campaign,
      Ruling ruling) {
    static final Facts NONE = new Facts(null, null, null, null, null);
  }

  private record Decided(Disposition disposition, String why) {}

  private final double sure;
  private final TriageWords words;

  /**
   * @param sure confidence from which an incident needs no weighing, 0..1
   */
  public Triage(double sure) {
    this.sure = sure;
    this.words = new TriageWords();
  }

  /** Of an alert about which nothing else is known. */
  public Triaged of(Alert alert, Links links) {
    return of(alert, links, Facts.NONE);
  }

  Triaged of(Alert alert, Links links, Facts facts) {
    Decided decided = decide(alert, links, facts);
    Priority priority = priority(alert.severity(), decided.disposition());
    return words.write(alert, facts, decided.disposition(), decided.why(), priority);
  }

  private Decided decide(Alert alert, Links links, Facts facts) {
    if (facts.ruling() != null) {
      AnalystVerdict said = facts.ruling().verdict();
      return said.isAttack()
          ? new Decided(Disposition.RESPOND, "confirmed as an attack by " + said.words())
          : new Decided(Disposition.CLOSED_BENIGN, "called harmless by " + said.words());
    }
    if (alert.severity() == Severity.CRITICAL) {
      return new Decided(Disposition.RESPOND, critical(facts));
    }
    Decided closing = closing(alert, links, facts);
    if (closing != null) {
      return closing;
    }
    if (alert.severity() == Severity.LOW) {
      return new Decided(Disposition.INFORMATIONAL, "low: it asks nobody for anything by itself");
    }
    if (alert.lane() == Lane.OPERATIONS || KEEPERS_KNOW.contains(alert.category())) {
      return new Decided(
          Disposition.NEEDS_OPERATIONS, "it is about a service, a feed or a client's own fault");
    }
    if (alert.lane() == Lane.COMPLIANCE) {
      return new Decided(Disposition.NEEDS_COMPLIANCE, "the registry or the law asks for it");
    }
    return security(alert, facts);
  }

  private Decided security(Alert alert, Facts facts) {
    boolean isSure = alert.confidence() >= sure;
    String amount = " (confidence " + alert.confidence() + ", at least " + sure + ")";
    if (alert.severity() == Severity.HIGH) {
      return isSure
          ? new Decided(Disposition.RESPOND, "high, and well beyond its threshold" + amount)
          : new Decided(
              Disposition.NEEDS_ANALYST,
              "high, but barely beyond its threshold (confidence " + alert.confidence() + ")");
    }
    RegisteredAgent agent = facts.agent();
    if (agent != null && agent.owner() != null && OWNER_KNOWS.contains(alert.category())) {
      return new Decided(
          Disposition.NEEDS_OWNER, "medium, and the client's owner can say what it is");
    }
    if (isSure && alert.entity().kind() == Entity.Kind.SOURCE) {
      return new Decided(
          Disposition.RESPOND, "a network that nobody vouches for, well beyond" + amount);
    }
    return new Decided(Disposition.NEEDS_ANALYST, "medium, and nobody named can answer for it");
  }

  private static String critical(Facts facts) {
    String through =
        facts.window() != null
            ? "; it breaks through maintenance " + facts.window().id()
            : facts.snooze() != null ? "; it breaks through a snooze" : "";
    return "critical: nothing holds it back" + through;
  }

  /** Null when nothing closes it. */
  private static Decided closing(Alert alert, Links links, Facts facts) {
    if (facts.window() != null) {
      return new Decided(
          Disposition.IN_MAINTENANCE,
          "maintenance " + facts.window().id() + ": " + facts.window().reason());
    }
    if (facts.snooze() != null) {
      Snooze snooze = facts.snooze();
      String by = snooze.by() == null ? "" : " (by " + snooze.by() + ")";
      return new Decided(Disposition.SNOOZED, "snoozed: " + snooze.reason() + by);
    }
    if (isExpectedNetwork(alert, links, facts.agent())) {
      return new Decided(
          Disposition.BENIGN_EXPECTED, "the registry says that it calls from these networks");
    }
    if (isDuplicate(alert, links, facts.campaign())) {
      return new Decided(
          Disposition.DUPLICATE_OF_CAMPAIGN,
          "campaign " + facts.campaign().campaignId() + " says it: " + facts.campaign().words());
    }
    return null;
  }

  private static boolean isExpectedNetwork(Alert alert, Links links, RegisteredAgent agent) {
    return agent != null
        && alert.severity().compareTo(Severity.MEDIUM) <= 0
        && ABOUT_NETWORKS.contains(alert.category())
        && ABOUT_NETWORKS.containsAll(links.categories())
        && !links.networks().isEmpty()
        && links.networks().stream().allMatch(n -> isAtHome(agent.networks(), n));
  }

  /** Whether both ends of an a.b.c.0/24 lie in one of them; of IPv6 nobody says so. */
  private static boolean isAtHome(List<Cidr> homes, String network) {
    if (!network.endsWith(".0/24")) {
      return false;
    }
    String three = network.substring(0, network.length() - "0/24".length());
    NetworkAddress first = NetworkAddress.of(three + "0");
    NetworkAddress last = NetworkAddress.of(three + "255");
    return homes.stream().anyMatch(home -> home.contains(first) && home.contains(last));
  }

  private static boolean isDuplicate(Alert alert, Links links, Campaign campaign) {
    return campaign != null
        && alert.entity().kind() == Entity.Kind.SOURCE
        && alert.category() == campaign.category()
        && links.categories().size() <= 1
        && alert.severity().compareTo(campaign.severity()) <= 0;
  }

  private static Priority priority(Severity severity, Disposition disposition) {
    if (disposition.isSuppressing()) {
      return Priority.P4;
    }
    return switch (severity) {
      case CRITICAL -> Priority.P1;
      case HIGH -> Priority.P2;
      case MEDIUM -> Priority.P3;
      case LOW -> Priority.P4;
    };
  }
}
