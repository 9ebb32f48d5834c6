package io.gatewatch.models.training;

import io.gatewatch.features.Fingerprint;
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
 * Which rows a recipe learns from: its cohort's, cut by time. Of each agent's day some ordinary
 * minutes train, and all calibrate, as all will be asked about.
 *
 * @param taught rows that train, in the order of their times
 * @param calibrated all ordinary rows of the time after, of the same agents: they trained nothing
 * @param underAlert how many more there are of which an alert hides what they were, by class
 * @param ranked attacks of the same time as these; they tell sets of parameters apart
 * @param ordinary all ordinary rows of both times, in the order of their times
 * @param tests from when on no row is among these
 */
record TrainingSet(
    List<TrainingRow> taught,
    List<TrainingRow> calibrated,
    Map<String, Integer> underAlert,
    List<TrainingRow> ranked,
    List<TrainingRow> ordinary,
    Instant tests) {
  private static final int LEAST_CALIBRATED = 16;

  static TrainingSet of(Recipe recipe, Trainer trainer, List<TrainingRow> rows) {
    TrainingSet set = cut(recipe, trainer.labelled(), rows);
    check(set.taught.size(), "rows to train on", trainer.leastRows());
    check(set.calibrated.size(), "ordinary rows to calibrate with", LEAST_CALIBRATED);
    if (trainer.labelled()) {
      int attacks = set.taught.size() - set.ordinaryTaught();
      check(set.ordinaryTaught(), "ordinary rows to train on", 1);
      check(attacks, "rows of attacks to train on", 1);
    }
    return set;
  }

  /** For a model that was trained elsewhere: it only calibrates. */
  static TrainingSet calibrating(Recipe recipe, List<TrainingRow> rows) {
    TrainingSet cut = cut(recipe, false, rows);
    check(cut.calibrated.size(), "ordinary rows to calibrate with", LEAST_CALIBRATED);
    return new TrainingSet(
        List.of(), cut.calibrated, cut.underAlert, List.of(), cut.ordinary, cut.tests);
  }

  private static TrainingSet cut(Recipe recipe, boolean labelled, List<TrainingRow> rows) {
    List<TrainingRow> own = rows.stream().filter(r -> Cohorts.has(recipe.cohort(), r)).toList();
    check(own.size(), "rows of cohort " + recipe.cohort(), 1);
    Split split = Split.of(own, recipe);
    List<TrainingRow> training = new ArrayList<>();
    List<TrainingRow> calibrating = new ArrayList<>();
    List<TrainingRow> ranked = new ArrayList<>();
    TreeMap<String, Integer> underAlert = new TreeMap<>();
    for (TrainingRow row : own) {
      if (row.underAlert() && split.part(row) == Part.CALIBRATE) {
        underAlert.merge(Cohorts.of(row), 1, Integer::sum);
      }
      Part part = row.teaches() ? split.part(row) : Part.BORDER;
      if (part == Part.TRAIN && (labelled || row.ordinary())) {
        training.add(row);
      } else if (part == Part.CALIBRATE) {
        (row.ordinary() ? calibrating : ranked).add(row);
      }
    }
    return new TrainingSet(
        minutesOfEachDay(recipe, training),
        calibrating,
        underAlert,
        ranked,
        ordinary(training, calibrating),
        split.tests());
  }

  private int ordinaryTaught() {
    return (int) taught.stream().filter(TrainingRow::ordinary).count();
  }

  private static List<TrainingRow> ordinary(
      List<TrainingRow> training, List<TrainingRow> calibrating) {
    return Stream.concat(training.stream().filter(TrainingRow::ordinary), calibrating.stream())
        .sorted(Comparator.comparing(TrainingRow::time))
        .toList();
  }

  /** Of each agent's day at most so many ordinary minutes, drawn by a hash; all others. */
  private static List<TrainingRow> minutesOfEachDay(Recipe recipe, List<TrainingRow> rows) {
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
      day.sort(Comparator.comparingLong(row -> draw(recipe, row)));
      kept.addAll(day.subList(0, Math.min(recipe.minutesPerAgentDay(), day.size())));
    }
    kept.sort(Comparator.comparing(TrainingRow::time).thenComparing(TrainingRow::agent));
    return kept;
  }

  private static long draw(Recipe recipe, TrainingRow row) {
    long who = Fingerprint.mix(recipe.seed(), Fingerprint.of(row.agent()));
    return Fingerprint.mix(who, row.time().toEpochMilli());
  }

  /** Rows that train, by label. */
  TreeMap<String, Integer> labels() {
    TreeMap<String, Integer> labels = new TreeMap<>();
    taught.forEach(row -> labels.merge(row.label(), 1, Integer::sum));
    return labels;
  }

  /** Hash of the rows that train, then of those that calibrate, in order. */
  String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      taught.forEach(row -> add(row, digest));
      calibrated.forEach(row -> add(row, digest));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void add(TrainingRow row, MessageDigest digest) {
    digest.update(
        (row.agent() + "|" + row.time() + "|" + row.label()).getBytes(StandardCharsets.UTF_8));
    for (double value : row.features().toArray()) {
      digest.update(ByteBuffer.allocate(8).putDouble(value).array());
    }
  }

  private static void check(int rows, String of, int least) {
    if (rows < least) {
      throw new IllegalArgumentException(
          "training: "
              + rows
              + " "
              + of
              + " (expected: "
              + least
              + " or more; give it more traffic)");
    }
  }
}
