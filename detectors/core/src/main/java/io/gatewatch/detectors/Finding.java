package io.gatewatch.detectors;

import java.util.List;

/**
 * What a detector says about one observation; the judge makes a {@link Detection} of it.
 *
 * @param score strength, 0..1
 * @param verb what the entity does, such as "is walking through object ids (BOLA)"
 * @param summary the reason, with numbers
 * @param counterfactual what would have kept it quiet, which asking the detector again confirms;
 *     null where nothing can be said that it would
 * @param topic what it is about, where one detector has many things to say of one principal, each
 *     of them once in a while; null for a finding that lasts and is told as long as it does
 * @param onceInMillis a topic is told again after so long, in milliseconds
 * @param category what it is about; null for the detector's own
 */
public record Finding(
    double score,
    Severity severity,
    String verb,
    String summary,
    List<Evidence> evidence,
    String counterfactual,
    String topic,
    long onceInMillis,
    Category category) {

  /** A finding that lasts. */
  public Finding(
      double score,
      Severity severity,
      String verb,
      String summary,
      List<Evidence> evidence,
      String counterfactual) {
    this(score, severity, verb, summary, evidence, counterfactual, null, 0, null);
  }

  /** A finding on a topic. */
  public Finding(
      double score,
      Severity severity,
      String verb,
      String summary,
      List<Evidence> evidence,
      String counterfactual,
      String topic,
      long onceInMillis) {
    this(score, severity, verb, summary, evidence, counterfactual, topic, onceInMillis, null);
  }

  /** The same finding, about something else than its detector usually finds. */
  public Finding about(Category other) {
    return new Finding(
        score, severity, verb, summary, evidence, counterfactual, topic, onceInMillis, other);
  }
}
