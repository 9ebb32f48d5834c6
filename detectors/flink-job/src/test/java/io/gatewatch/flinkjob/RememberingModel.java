package io.gatewatch.flinkjob;

import io.gatewatch.features.FeatureSchema;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.Calibration;
import io.gatewatch.models.Centroids;
import io.gatewatch.models.Input;
import io.gatewatch.models.ModelCard;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.Reference;
import io.gatewatch.models.Scaling;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A model by hand that remembers agents of four classes, with none to three calls a minute. */
final class RememberingModel {
  private RememberingModel() {}

  /** Its text; weights, and so what it finds rare, are the same under every name. */
  static String text(String name) {
    List<double[]> rows =
        IntStream.range(0, 400).mapToObj(i -> new double[] {StrictMath.log1p(i % 4)}).toList();
    Centroids middle = new Centroids(new double[][] {{0}});
    double[] scores = rows.stream().mapToDouble(middle::score).toArray();
    ModelFile bare =
        ModelFile.of(
            card(name),
            List.of(Input.of("calls_1m")),
            Scaling.none(1),
            middle,
            Calibration.of(scores));
    AnomalyModel judge = ModelFile.open(bare.write());
    return bare.with(
            Reference.of(
                new TreeMap<>(Map.of("aisp", rows, "pisp", rows, "batch", rows, "all", rows)),
                (cohort, row) -> judge.pValueOf(middle.score(row), ApiCall.AgentClass.AISP)))
        .write();
  }

  private static ModelCard card(String name) {
    return new ModelCard(
        name,
        "by hand",
        FeatureSchema.VERSION,
        ModelCard.ALL,
        "low",
        "",
        1,
        "made up",
        "",
        Instant.EPOCH,
        Instant.EPOCH,
        new TreeMap<>(),
        0,
        List.of(),
        "",
        "");
  }
}
