package io.gatewatch.alerting;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Severity;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How urgent an incident is and how sure we are.
 *
 * <p><b>Risk</b>, 0..100: {@code base(severity) + 20 · score + min(15, 5 · (n − 1))}, rounded and
 * capped at 100, with base 5, 30, 55, 75 for low, medium, high, critical; severity and score are
 * the highest in the incident, n is the number of independent detectors.
 *
 * <p><b>Confidence</b>, 0..1: noisy-or {@code 1 − Π (1 − min(0.99, sᵢ))} over independent
 * detectors, to three decimals.
 *
 * <p>Detectors are taken for independent when their findings name different categories: two rules
 * of one category look at the same evidence, and the stronger one speaks for both. Only LIVE
 * findings count.
 */
final class IncidentRisk {
  private IncidentRisk() {}

  static int risk(Severity severity, Collection<Incident.Joined> joined) {
    SortedMap<Category, Double> scores = independent(joined);
    double best = scores.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    int others = Math.max(0, scores.size() - 1);
    long risk = base(severity) + Math.round(20 * best) + Math.min(15, 5 * others);
    return (int) Math.min(100, risk);
  }

  static double confidence(Collection<Incident.Joined> joined) {
    double doubt = 1;
    for (double score : independent(joined).values()) {
      doubt *= 1 - Math.min(0.99, score);
    }
    return Math.round((1 - doubt) * 1000) / 1000.0;
  }

  private static int base(Severity severity) {
    return switch (severity) {
      case LOW -> 5;
      case MEDIUM -> 30;
      case HIGH -> 55;
      case CRITICAL -> 75;
    };
  }

  private static SortedMap<Category, Double> independent(Collection<Incident.Joined> joined) {
    TreeMap<Category, Double> scores = new TreeMap<>();
    for (Incident.Joined j : joined) {
      if (j.live()) {
        scores.merge(j.category(), j.score(), Math::max);
      }
    }
    return scores;
  }
}
