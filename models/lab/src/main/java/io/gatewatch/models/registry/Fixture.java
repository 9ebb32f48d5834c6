package io.gatewatch.models.registry;

import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.training.TrainingRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Behaviour that an analyst has called a false alarm, kept so that no model raises it again. Masked
 * but for the reason: it holds features, and no agent, tenant or moment. The reason is what an
 * analyst wrote, as plain text of 200 characters at most, and may name anybody; it is shown by
 * {@code models fixtures list} alone.
 *
 * @param id of the fixture; a salted hash
 * @param reason in the analyst's words
 * @param cohort class of the agent
 * @param schemaVersion of the features
 * @param minutes in order
 */
public record Fixture(
    String id, String reason, ApiCall.AgentClass cohort, int schemaVersion, List<Minute> minutes) {
  private static final int MOST_MINUTES = 240;

  /**
   * One minute.
   *
   * @param offsetSeconds since the first
   * @param features all but those that are 0, by id
   */
  public record Minute(long offsetSeconds, Map<String, Double> features) {}

  public Fixture {
    reason = PlainText.of(reason, PlainText.REASON);
    minutes = List.copyOf(minutes);
  }

  /** Of an agent's rows, which are not empty; of more than 240 the first. */
  static Fixture of(String id, String reason, List<TrainingRow> rows) {
    List<TrainingRow> inOrder =
        rows.stream().sorted(Comparator.comparing(TrainingRow::time)).limit(MOST_MINUTES).toList();
    Instant first = inOrder.get(0).time();
    List<Minute> minutes = new ArrayList<>();
    for (TrainingRow row : inOrder) {
      minutes.add(
          new Minute(Duration.between(first, row.time()).toSeconds(), named(row.features())));
    }
    return new Fixture(id, reason, inOrder.get(0).cohort(), FeatureSchema.VERSION, minutes);
  }

  /** Whether its features are of today's schema: others do not say what a model would see now. */
  boolean comparable() {
    return schemaVersion == FeatureSchema.VERSION;
  }

  /**
   * The name under which one of another schema is kept with today's features; the same whichever
   * schema it was kept of.
   */
  static String renewed(String id) {
    return id.replaceFirst("-s\\d+$", "") + "-s" + FeatureSchema.VERSION;
  }

  /** The name under which it was kept first. */
  static String first(String id) {
    int renewed = id.lastIndexOf("-s");
    return renewed < 0 ? id : id.substring(0, renewed);
  }

  private static TreeMap<String, Double> named(FeatureVector vector) {
    TreeMap<String, Double> named = new TreeMap<>();
    for (Feature feature : Feature.values()) {
      if (vector.get(feature) != 0) {
        named.put(feature.id(), vector.get(feature));
      }
    }
    return named;
  }

  /**
   * The first minute that a model would have alerted on.
   *
   * @param threshold score from which on it alerts
   * @return null when it is quiet, or does not judge such agents
   */
  Minute alertsAt(AnomalyModel model, double threshold) {
    if (!model.judges(cohort)) {
      return null;
    }
    for (Minute minute : minutes) {
      if (model.score(vector(minute)) >= threshold) {
        return minute;
      }
    }
    return null;
  }

  static FeatureVector vector(Minute minute) {
    double[] values = new double[FeatureSchema.size()];
    for (Feature feature : Feature.values()) {
      values[feature.ordinal()] = minute.features().getOrDefault(feature.id(), 0.0);
    }
    return new FeatureVector(values);
  }
}
