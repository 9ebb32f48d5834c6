package io.gatewatch.models.registry;

import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.models.Calibration;
import io.gatewatch.models.Centroids;
import io.gatewatch.models.Input;
import io.gatewatch.models.ModelCard;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.Scaling;
import io.gatewatch.models.Scorer;
import io.gatewatch.models.training.TrainingRow;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Models and rows made by hand: a model's score is log(1 + calls in a minute) plus an offset. */
final class Made {
  static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

  private Made() {}

  static String model(String name, double offset) {
    ModelCard card =
        new ModelCard(
            name,
            "by hand",
            FeatureSchema.VERSION,
            ModelCard.ALL,
            "low",
            "",
            1,
            "made up",
            "",
            START,
            START,
            new TreeMap<>(),
            1,
            List.of(),
            "",
            "");
    return ModelFile.of(
            card,
            List.of(Input.of("calls_1m")),
            Scaling.none(1),
            new Centroids(new double[][] {{-offset}}),
            Calibration.of(new double[] {0, 1, 2}))
        .write();
  }

  static TrainingRow row(String agent, int minute, double calls) {
    double[] values = new double[FeatureSchema.size()];
    values[Feature.CALLS_1M.ordinal()] = calls;
    return new TrainingRow(
        agent,
        START.plusSeconds(60L * minute),
        ApiCall.AgentClass.AISP,
        new FeatureVector(values),
        Scorer.ORDINARY,
        null,
        null,
        TrainingRow.Told.NOTHING);
  }
}
