package io.gatewatch.models.training;

import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.Fingerprint;
import io.gatewatch.models.Calibration;
import io.gatewatch.models.ModelCard;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.Scaling;
import io.gatewatch.models.Scorer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * From rows to a model: cohort → split by time → minutes of each agent's day → scaling → trainer →
 * calibration on ordinary rows that trained nothing. The same rows and recipe give the same bytes.
 */
public final class Training {
  private static final int LEAST_CALIBRATED = 16;

  private final Recipe recipe;
  private final Trainer trainer;
  private final Instant tests;
  private final List<TrainingRow> training = new ArrayList<>();
  private final List<TrainingRow> calibrating = new ArrayList<>();

  private Training(Recipe recipe, List<TrainingRow> rows) {
    this.recipe = recipe;
    this.trainer = Trainers.named(recipe.trainer());
    List<TrainingRow> own = rows.stream().filter(r -> Cohorts.has(recipe.cohort(), r)).toList();
    if (own.isEmpty()) {
      throw tooFew(0, "rows of cohort " + recipe.cohort(), 1);
    }
    Split split = Split.of(own, recipe);
    this.tests = split.tests();
    for (TrainingRow row : own) {
      Part part = row.teaches() ? split.part(row) : Part.BORDER;
      if (part == Part.TRAIN && (trainer.labelled() || row.ordinary())) {
        training.add(row);
      } else if (part == Part.CALIBRATE && row.ordinary()) {
        calibrating.add(row);
      }
    }
  }

  /**
   * Trains a model.
   *
   * @param rows in the order of their times
   * @param data where they came from, in words
   * @throws IllegalArgumentException with one line when they are too few, or the recipe asks for
   *     what cannot be
   */
  public static ModelFile train(Recipe recipe, List<TrainingRow> rows, String data) {
    return new Training(recipe, rows).model(data);
  }

  private ModelFile model(String data) {
    List<TrainingRow> taught = minutesOfEachDay(training);
    List<TrainingRow> calibrated = minutesOfEachDay(calibrating);
    check(taught.size(), "rows to train on", trainer.leastRows());
    check(calibrated.size(), "ordinary rows to calibrate with", LEAST_CALIBRATED);
    List<double[]> inputs = inputs(taught);
    Scaling scaling = trainer.scaled() ? Scaling.of(inputs) : Scaling.none(recipe.inputs().size());
    List<double[]> scaled = inputs.stream().map(scaling::apply).toList();
    List<String> labels = taught.stream().map(TrainingRow::label).toList();
    Trainer.Trained trained =
        trainer.train(scaled, labels, new Parameters(recipe.parameters()), recipe.seed());
    Scorer scorer = trained.scorer();
    double[] scores =
        inputs(calibrated).stream().mapToDouble(r -> scorer.score(scaling.apply(r))).toArray();
    return ModelFile.of(
            card(taught, calibrated.size(), data, trained.provenance()),
            recipe.inputs(),
            scaling,
            scorer,
            Calibration.of(scores))
        .with(Remembered.of(recipe.inputs(), ordinary()));
  }

  private List<TrainingRow> ordinary() {
    return Stream.concat(training.stream().filter(TrainingRow::ordinary), calibrating.stream())
        .sorted(Comparator.comparing(TrainingRow::time))
        .toList();
  }

  /** Of each agent's day at most so many ordinary minutes, drawn by a hash; all others. */
  private List<TrainingRow> minutesOfEachDay(List<TrainingRow> rows) {
    Map<String, List<TrainingRow>> days = new TreeMap<>();
    List<TrainingRow> kept = new ArrayList<>();
    for (TrainingRow row : rows) {
      if (row.ordinary()) {
        long day = row.time().getEpochSecond() / Duration.ofDays(1).toSeconds();
        days.computeIfAbsent(row.agent() + "|" + day, d -> new ArrayList<>()).add(row);
      } else {
        kept.add(row);
      }
    }
    for (List<TrainingRow> day : days.values()) {
      day.sort(Comparator.comparingLong(this::draw));
      kept.addAll(day.subList(0, Math.min(recipe.minutesPerAgentDay(), day.size())));
    }
    kept.sort(Comparator.comparing(TrainingRow::time).thenComparing(TrainingRow::agent));
    return kept;
  }

  private long draw(TrainingRow row) {
    long who = Fingerprint.mix(recipe.seed(), Fingerprint.of(row.agent()));
    return Fingerprint.mix(who, row.time().toEpochMilli());
  }

  private List<double[]> inputs(List<TrainingRow> rows) {
    List<double[]> inputs = new ArrayList<>(rows.size());
    for (TrainingRow row : rows) {
      double[] seen = new double[recipe.inputs().size()];
      for (int i = 0; i < seen.length; i++) {
        seen[i] = recipe.inputs().get(i).read(row.features());
      }
      inputs.add(seen);
    }
    return inputs;
  }

  private ModelCard card(List<TrainingRow> taught, int calibrated, String data, String provenance) {
    TreeMap<String, Integer> labels = new TreeMap<>();
    taught.forEach(row -> labels.merge(row.label(), 1, Integer::sum));
    return new ModelCard(
        recipe.name(),
        recipe.trainer(),
        FeatureSchema.VERSION,
        recipe.cohort(),
        recipe.severity(),
        "",
        recipe.seed(),
        data,
        sha256(taught),
        taught.get(0).time(),
        taught.get(taught.size() - 1).time(),
        tests,
        labels,
        calibrated,
        List.of(),
        trainer.weaknesses(),
        provenance);
  }

  private static void check(int rows, String of, int least) {
    if (rows < least) {
      throw tooFew(rows, of, least);
    }
  }

  private static IllegalArgumentException tooFew(int rows, String of, int least) {
    return new IllegalArgumentException(
        "training: "
            + rows
            + " "
            + of
            + " (expected: "
            + least
            + " or more; give it more traffic)");
  }

  private static String sha256(List<TrainingRow> rows) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (TrainingRow row : rows) {
        digest.update(
            (row.agent() + "|" + row.time() + "|" + row.label()).getBytes(StandardCharsets.UTF_8));
        for (double value : row.features().toArray()) {
          digest.update(ByteBuffer.allocate(8).putDouble(value).array());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
