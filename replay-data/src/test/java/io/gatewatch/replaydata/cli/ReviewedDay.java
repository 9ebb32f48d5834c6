package io.gatewatch.replaydata.cli;

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
import io.gatewatch.models.training.TrainingSetInfo;
import io.gatewatch.models.training.TrainingSetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A day of windows of one minute whose truth is known here and not in its table: 40 loud attacks
 * that are known, and quiet ones that nobody knows of, of which most lie near the threshold. And a
 * model that scores the calls of a minute.
 */
final class ReviewedDay {
  static final Instant DAY = Instant.parse("2026-03-16T00:00:00Z");
  static final int FOUND = 40;
  private static final int QUIET = 440;

  final List<TrainingRow> rows = new ArrayList<>();

  /** Agent and minute of every attack that nobody knows of. */
  final TreeSet<String> missed = new TreeSet<>();

  private final Random random = new Random(3);

  ReviewedDay() {
    for (int i = 0; i < FOUND; i++) {
      row(i % 20, 2 * (i / 20), 400, "scraping", "loud-" + i);
    }
    // One false alert a day is allowed: it is this one, and the threshold its score.
    row(30, 5, 97, Scorer.ORDINARY, null);
    for (int i = 0; i < QUIET; i++) {
      int minute = 10 + 3 * (i / 40);
      boolean near = i % 20 == 0;
      boolean attack = random.nextDouble() < (near ? 0.7 : 0.02);
      double calls = near ? 70 + 25 * random.nextDouble() : 50 * random.nextDouble();
      if (attack) {
        missed.add(agent(i % 40) + "|" + DAY.plus(Duration.ofMinutes(minute)));
      }
      row(i % 40, minute, calls, Scorer.ORDINARY, null);
    }
    rows.sort(Comparator.comparing(TrainingRow::time).thenComparing(TrainingRow::agent));
  }

  double trueRecall() {
    return (double) FOUND / (FOUND + missed.size());
  }

  Path table(Path file) throws IOException {
    try (TrainingSetWriter writer = new TrainingSetWriter(file)) {
      for (TrainingRow row : rows) {
        writer.write(row);
      }
      writer.finish(new TrainingSetInfo.InForce("rules-1", null, null, null));
    }
    return file;
  }

  /** Its name tells one from another. */
  static Path model(Path file, String name) throws IOException {
    TreeMap<String, Integer> labels = new TreeMap<>();
    labels.put(Scorer.ORDINARY, 1000);
    Scorer scorer = new Centroids(new double[][] {{0}});
    double[] scores =
        IntStream.range(0, 1000)
            .mapToDouble(i -> scorer.score(new double[] {StrictMath.log1p(i / 20.0)}))
            .toArray();
    ModelCard card =
        new ModelCard(
            name,
            "kmeans",
            FeatureSchema.VERSION,
            ModelCard.ALL,
            "low",
            "",
            1,
            "made up",
            "",
            DAY.minusSeconds(86_400),
            DAY.minusSeconds(3_600),
            labels,
            1000,
            List.of(),
            "",
            "");
    return Files.writeString(
        file,
        ModelFile.of(
                card,
                List.of(Input.of("calls_1m")),
                Scaling.none(1),
                scorer,
                Calibration.of(scores))
            .write());
  }

  static String agent(int number) {
    return "default/default/agent/kong%7Eapp-" + number;
  }

  private void row(int agent, int minute, double calls, String label, String event) {
    double[] values = new double[FeatureSchema.size()];
    values[Feature.CALLS_1M.ordinal()] = calls;
    rows.add(
        new TrainingRow(
            agent(agent),
            DAY.plus(Duration.ofMinutes(minute)).plusSeconds(7),
            ApiCall.AgentClass.AISP,
            new FeatureVector(values),
            label,
            event,
            null,
            TrainingRow.Told.NOTHING));
  }
}
