package io.gatewatch.detectors;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * One detector's finding about one entity. A finding that lasts is told again with the same id and
 * a higher sequence; (id, sequence) is unique, so that readers downstream can be idempotent.
 *
 * @param detectionId hash of entity, detector@version and round of first crossing
 * @param sequence 0 for the first telling
 * @param time event time, never before the evidence; per entity and {@link Need} it never decreases
 * @param detector id@version, such as {@code rule.object-enumeration@1}
 * @param need what the detector waited for; SAME findings form incidents of their own (operations
 *     lane)
 * @param score strength of the evidence, 0..1
 * @param mode SHADOW findings are recorded and never alerted
 * @param title one line for the alert list
 * @param summary the reason in one sentence, with numbers
 * @param counterfactual what would have kept it quiet, which asking the detector again confirms;
 *     null where nothing can be said that it would
 * @param operationGroup where the evidence lies; null when it spans groups
 * @param callsPerMinute minutes by calls a minute, see {@code UsageHistogram}; empty for entities
 *     without calls
 * @param calls up to 20 masked samples
 * @param owasp ids of the OWASP API Security Top 10
 * @param mitre ids of ATT&amp;CK techniques
 */
public record Detection(
    String detectionId,
    int sequence,
    Instant time,
    String tenant,
    String group,
    Entity entity,
    String detector,
    Need need,
    Category category,
    Severity severity,
    double score,
    Mode mode,
    String title,
    String summary,
    List<Evidence> evidence,
    String counterfactual,
    String operationGroup,
    List<Integer> callsPerMinute,
    List<SampleCall> calls,
    List<String> owasp,
    List<String> mitre,
    Versions versions) {

  /** Whether a finding may reach people. */
  public enum Mode {
    LIVE,
    SHADOW
  }

  /** The topic that carries detections. */
  public static final String TOPIC = "gatewatch.detections";

  /** Most samples a detection carries. */
  public static final int MAX_CALLS = 20;

  public Detection {
    requireNonNull(detectionId, "detectionId");
    requireNonNull(time, "time");
    requireNonNull(tenant, "tenant");
    requireNonNull(group, "group");
    requireNonNull(entity, "entity");
    requireNonNull(detector, "detector");
    requireNonNull(need, "need");
    requireNonNull(category, "category");
    requireNonNull(severity, "severity");
    requireNonNull(mode, "mode");
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score: " + score + " (expected: 0..1)");
    }
    evidence = List.copyOf(evidence);
    callsPerMinute = List.copyOf(callsPerMinute);
    calls = List.copyOf(calls.subList(0, Math.min(MAX_CALLS, calls.size())));
    owasp = List.copyOf(owasp);
    mitre = List.copyOf(mitre);
  }
}
