package io.gatewatch.alerting;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.SampleCall;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.Versions;
import java.time.Instant;
import java.util.List;

/**
 * The published form of an incident: one version of it, complete in itself. The latest version
 * wins. JSON field order is the order here, absent values are null.
 *
 * @param schema 1
 * @param alertId the same for all versions of an incident
 * @param version 1 and up
 * @param time event time at which this version was raised, never before its evidence
 * @param risk 0..100, see {@code IncidentRisk}
 * @param confidence 0..1, see {@code IncidentRisk}
 * @param detectors all that joined, by id
 * @param campaignId of the campaign it belongs to; null when it belongs to none
 * @param runbook where to read on, relative to the project's root; null when nothing is written
 * @param owner null until a person takes it
 * @param quotaKey the quota this alert bears on; null when it bears on none
 * @param calls at most 20 masked samples
 * @param triage what becomes of it; null in alerts of before
 * @param members alertIds, at most 50, of the campaign that this row sums up; null when it is no
 *     campaign's row
 */
@JsonPropertyOrder({
  "schema",
  "alertId",
  "version",
  "status",
  "activity",
  "time",
  "firstSeen",
  "lastSeen",
  "tenant",
  "group",
  "lane",
  "entity",
  "campaignId",
  "category",
  "severity",
  "risk",
  "confidence",
  "title",
  "summary",
  "detectors",
  "evidence",
  "counterfactual",
  "owasp",
  "mitre",
  "recommendedActions",
  "runbook",
  "owner",
  "quotaKey",
  "calls",
  "versions",
  "triage",
  "members"
})
public record Alert(
    int schema,
    String alertId,
    int version,
    Status status,
    Activity activity,
    Instant time,
    Instant firstSeen,
    Instant lastSeen,
    String tenant,
    String group,
    Lane lane,
    About entity,
    String campaignId,
    Category category,
    Severity severity,
    int risk,
    double confidence,
    String title,
    String summary,
    List<Finding> detectors,
    List<Evidence> evidence,
    String counterfactual,
    List<String> owasp,
    List<String> mitre,
    List<String> recommendedActions,
    String runbook,
    String owner,
    String quotaKey,
    List<SampleCall> calls,
    Versions versions,
    Triaged triage,
    List<String> members) {

  /** The topic that carries alerts, keyed by alertId. */
  public static final String TOPIC = "gatewatch.alerts";

  /** Where people are with it. The fold itself never says in progress. */
  public enum Status {
    NEW,
    IN_PROGRESS,
    RESOLVED,
    SUPPRESSED
  }

  /** Why this version was told. */
  public enum Activity {
    CREATED,
    UPDATED,
    CLOSED
  }

  /**
   * Whom or what it is about.
   *
   * @param name null when it has no other name than its id
   * @param key tenant/group/kind/id as its calls are keyed by, which a verdict names it by; null in
   *     alerts of before
   */
  @JsonPropertyOrder({"kind", "id", "name", "key"})
  public record About(Entity.Kind kind, String id, String name, String key) {
    /** The entity of a finding. */
    public static About of(Entity entity) {
      return new About(entity.kind(), entity.id(), entity.name(), entity.key());
    }
  }

  /** What one detector holds, by its highest score in this incident. */
  public record Finding(String id, double score, Detection.Mode mode) {}

  public Alert {
    requireNonNull(alertId, "alertId");
    requireNonNull(time, "time");
    if (risk < 0 || risk > 100) {
      throw new IllegalArgumentException("risk: " + risk + " (expected: 0..100)");
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence: " + confidence + " (expected: 0..1)");
    }
    detectors = List.copyOf(detectors);
    evidence = List.copyOf(evidence);
    owasp = List.copyOf(owasp);
    mitre = List.copyOf(mitre);
    recommendedActions = List.copyOf(recommendedActions);
    calls = List.copyOf(calls);
    members = members == null ? null : List.copyOf(members);
  }

  /** An alert that nobody has triaged yet. */
  public Alert(
      int schema,
      String alertId,
      int version,
      Status status,
      Activity activity,
      Instant time,
      Instant firstSeen,
      Instant lastSeen,
      String tenant,
      String group,
      Lane lane,
      About entity,
      String campaignId,
      Category category,
      Severity severity,
      int risk,
      double confidence,
      String title,
      String summary,
      List<Finding> detectors,
      List<Evidence> evidence,
      String counterfactual,
      List<String> owasp,
      List<String> mitre,
      List<String> recommendedActions,
      String runbook,
      String owner,
      String quotaKey,
      List<SampleCall> calls,
      Versions versions) {
    this(
        schema,
        alertId,
        version,
        status,
        activity,
        time,
        firstSeen,
        lastSeen,
        tenant,
        group,
        lane,
        entity,
        campaignId,
        category,
        severity,
        risk,
        confidence,
        title,
        summary,
        detectors,
        evidence,
        counterfactual,
        owasp,
        mitre,
        recommendedActions,
        runbook,
        owner,
        quotaKey,
        calls,
        versions,
        null,
        null);
  }

  /** Whether it sums up a campaign, whose members have alerts of their own. */
  @JsonIgnore
  public boolean isCampaign() {
    return members != null;
  }

  /** The same as another version, told at another time. */
  public Alert told(int newVersion, Activity why, Instant when, String campaign, Triaged said) {
    return told(newVersion, why, when, campaign, said, false);
  }

  /**
   * The same.
   *
   * @param confirmed whether an analyst called it an attack: then its confidence is 1
   */
  public Alert told(
      int newVersion,
      Activity why,
      Instant when,
      String campaign,
      Triaged said,
      boolean confirmed) {
    return new Alert(
        schema,
        alertId,
        newVersion,
        status(said, why),
        why,
        when,
        firstSeen,
        lastSeen,
        tenant,
        group,
        lane,
        entity,
        campaign,
        category,
        severity,
        risk,
        confirmed ? 1 : confidence,
        title,
        summary,
        detectors,
        evidence,
        counterfactual,
        owasp,
        mitre,
        recommendedActions,
        runbook,
        owner,
        quotaKey,
        calls,
        versions,
        said,
        members);
  }

  private static Status status(Triaged said, Activity why) {
    if (said != null && said.disposition().isSuppressing()) {
      return Status.SUPPRESSED;
    }
    return why == Activity.CLOSED ? Status.RESOLVED : Status.NEW;
  }
}
