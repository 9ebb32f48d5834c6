package io.gatewatch.alerting;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What triage says of one version of an alert.
 *
 * @param automatic whether no person is asked to judge it
 * @param lane who looks at it; may be another than the alert's, which says how it was found
 * @param owner a role, or who answers for the agent by the registry
 * @param contact how that owner is reached; null when nobody wrote it down
 * @param nextStep what to do first
 * @param reasons why, of each
 */
@JsonPropertyOrder({
  "disposition",
  "automatic",
  "priority",
  "lane",
  "owner",
  "contact",
  "nextStep",
  "reasons"
})
public record Triaged(
    Disposition disposition,
    boolean automatic,
    Priority priority,
    Lane lane,
    String owner,
    String contact,
    String nextStep,
    Reasons reasons) {

  /** How soon. */
  public enum Priority {
    /** At once, day or night. */
    P1,
    /** Within the hour. */
    P2,
    /** On the working day. */
    P3,
    /** When somebody has time, or never. */
    P4
  }

  /** Why each is what it is, in a sentence. */
  @JsonPropertyOrder({"disposition", "priority", "lane", "owner", "nextStep"})
  public record Reasons(
      String disposition, String priority, String lane, String owner, String nextStep) {}
}
