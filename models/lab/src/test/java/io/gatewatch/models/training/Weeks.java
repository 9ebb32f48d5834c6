package io.gatewatch.models.training;

import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.models.Scorer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up days of ten agents, some of whose minutes are attacks of two kinds. */
final class Weeks {
  static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  static final List<String> KINDS = List.of("credential_stuffing", "scraping");

  private Weeks() {}

  /** Rows ten minutes apart; of each hundred some three are attacks. */
  static List<TrainingRow> rows(int rows, long seed) {
    Random random = new Random(seed);
    List<FeatureVector> vectors = Fleet.ordinary(rows, seed);
    List<TrainingRow> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      boolean attack = random.nextInt(100) < 3;
      int kind = random.nextInt(2);
      FeatureVector vector = vectors.get(i);
      if (attack) {
        // Most are plain, some hide among ordinary ones.
        double loud = random.nextInt(5) == 0 ? 1 : 60;
        vector =
            kind == 0
                ? Fleet.with(vector, Feature.UNAUTHORIZED_5M, loud * random.nextInt(1, 9))
                : Fleet.with(vector, Feature.NEW_OBJECTS_5M, loud * random.nextInt(1, 99));
      }
      all.add(
          row(
              "agent-" + i % 10,
              i,
              vector,
              attack ? KINDS.get(kind) : Scorer.ORDINARY,
              attack ? "a-" + i / 50 : null));
    }
    return all;
  }

  static TrainingRow row(String agent, int at, FeatureVector vector, String label, String event) {
    return new TrainingRow(
        agent,
        START.plus(Duration.ofMinutes(10L * at)),
        ApiCall.AgentClass.AISP,
        vector,
        label,
        event,
        null,
        TrainingRow.Told.NOTHING);
  }

  static List<TrainingRow> ordinary(int rows, long seed) {
    return rows(rows, seed).stream().filter(TrainingRow::ordinary).toList();
  }

  /** A recipe over what these rows differ in. */
  static Recipe recipe(String trainer, String more) {
    return Recipe.read(
        "name: test\ntrainer: "
            + trainer
            + "\nagentsHeldOut: 0\ninputs: [calls_1m, calls_5m, unauthorized_5m, not_found_5m,"
            + " new_objects_5m, write_share_5m, repeat_run, kilobytes_out_5m]\n"
            + more);
  }
}
