package io.gatewatch.flinkjob;

import io.gatewatch.detectors.drift.DriftReading;
import io.gatewatch.models.ModelPsi;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The gauges {@code model_drift_psi}, one a model, class of agents and input. Each tells what the
 * last day's end found, and NaN once a day ends of which nothing can be said, such as of a model
 * that is no longer in force: Flink cannot take a single gauge away.
 */
final class DriftGauges {
  private final MetricGroup group;
  private final Set<Id> registered = new HashSet<>();

  /** Read by the reporters' threads. */
  private final Map<Id, Double> values = new ConcurrentHashMap<>();

  private record Id(String key, String input) {}

  DriftGauges(MetricGroup group) {
    this.group = group;
  }

  /**
   * What was shown of a model and class holds no longer.
   *
   * @param key as {@link io.gatewatch.detectors.drift.DriftVote#key}
   */
  void forget(String key) {
    values.keySet().removeIf(id -> id.key().equals(key));
  }

  void show(DriftReading reading) {
    for (ModelPsi.Measured measured : reading.measured().psi()) {
      Id id = new Id(reading.model() + "|" + reading.cohort(), measured.input());
      values.put(id, measured.psi());
      if (registered.add(id)) {
        group
            .addGroup("model", reading.model())
            .addGroup("cohort", reading.cohort())
            .addGroup("input", measured.input())
            .gauge("model_drift_psi", (Gauge<Double>) () -> values.getOrDefault(id, Double.NaN));
      }
    }
  }
}
