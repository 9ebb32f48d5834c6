package io.gatewatch.detectors;

import io.gatewatch.features.FeatureSchema;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.Sha256;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.Calibration;
import io.gatewatch.models.Centroids;
import io.gatewatch.models.Input;
import io.gatewatch.models.ModelCard;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.Reference;
import io.gatewatch.models.Scaling;
import io.gatewatch.models.Scorer;
import io.gatewatch.models.Softmax;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Models that tests make by hand: to them three calls a minute are usual, and more are not. */
public final class MadeModels {
  private static final int CALIBRATED = 2_000;

  private MadeModels() {}

  /** The text of a model that knows what is ordinary. */
  public static String text(String name) {
    return text(card(name, "low", ModelCard.ALL), Input.of("calls_1m"), middle());
  }

  /** The same, which remembers aisp agents that make none to three calls a minute. */
  public static String remembering(String name) {
    List<double[]> rows =
        IntStream.range(0, CALIBRATED)
            .mapToObj(i -> new double[] {StrictMath.log1p(i % 4)})
            .toList();
    ModelFile bare = ModelFile.read(text(name));
    AnomalyModel judge = ModelFile.open(bare.write());
    return bare.with(
            Reference.of(
                new TreeMap<>(Map.of("aisp", rows)),
                (cohort, row) -> judge.pValueOf(bare.scorer().score(row), ApiCall.AgentClass.AISP)))
        .write();
  }

  /** The same, for agents of a class, its findings of a severity. */
  public static String text(String name, String severity, String cohort) {
    return text(card(name, severity, cohort), Input.of("calls_1m"), middle());
  }

  /** The text of a model that was taught what this label looks like: many calls. */
  public static String labelled(String name, String label, String input) {
    Scorer scorer =
        new Softmax(
            List.of(Scorer.ORDINARY, label), new double[][] {{-1}, {1}}, new double[] {4, -4});
    return text(card(name, "medium", ModelCard.ALL), Input.of(input), scorer);
  }

  private static String text(ModelCard card, Input input, Scorer scorer) {
    double[] usual =
        IntStream.range(0, CALIBRATED)
            .mapToDouble(i -> scorer.score(new double[] {StrictMath.log1p(i % 4)}))
            .toArray();
    Scaling none = Scaling.none(1);
    return ModelFile.of(card, List.of(input), none, scorer, Calibration.of(usual)).write();
  }

  private static Scorer middle() {
    return new Centroids(new double[][] {{0}});
  }

  /** Its name, as alerts cite it. */
  public static String version(String text) {
    return ModelFile.open(text).version();
  }

  /** The record that brings it. */
  public static ControlRecord file(String text, Instant from) {
    return ControlRecord.of(ControlRecord.MODEL_FILE, Sha256.hex(text), 1, from, text);
  }

  /** A card of a model made by hand. */
  public static ModelCard card(String name, String severity, String cohort) {
    return new ModelCard(
        name,
        "by hand",
        FeatureSchema.VERSION,
        cohort,
        severity,
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
