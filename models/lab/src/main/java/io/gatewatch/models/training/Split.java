package io.gatewatch.models.training;

import io.gatewatch.features.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which row is for what: the oldest train, the next calibrate, the newest test, with an hour left
 * out before each border since features look back so far; and some agents, drawn by a hash of their
 * keys, neither train nor calibrate.
 */
public final class Split {
  static final Duration LOOKS_BACK = Duration.ofHours(1);
  private static final int PARTS = 10_000;

  private final Instant calibrates;
  private final Instant tests;
  private final long seed;
  private final double agentsHeldOut;

  private Split(Instant calibrates, Instant tests, long seed, double agentsHeldOut) {
    this.calibrates = calibrates;
    this.tests = tests;
    this.seed = seed;
    this.agentsHeldOut = agentsHeldOut;
  }

  /** The split that a recipe asks for over the range of these rows, which are not empty. */
  public static Split of(List<TrainingRow> rows, Recipe recipe) {
    Instant from = rows.stream().map(TrainingRow::time).min(Instant::compareTo).orElseThrow();
    Instant to = rows.stream().map(TrainingRow::time).max(Instant::compareTo).orElseThrow();
    double millis = Duration.between(from, to).toMillis() + 1.0;
    Recipe.Shares shares = recipe.split();
    return new Split(
        from.plusMillis((long) (millis * shares.train())),
        from.plusMillis((long) StrictMath.ceil(millis * (shares.train() + shares.calibrate()))),
        recipe.seed(),
        recipe.agentsHeldOut());
  }

  /** What a row is for. */
  public Part part(TrainingRow row) {
    boolean held = heldOut(seed, agentsHeldOut, row.agent());
    if (!row.time().isBefore(tests)) {
      return held ? Part.TEST_OTHER_AGENTS : Part.TEST;
    }
    boolean early = row.time().isBefore(calibrates);
    Instant border = early ? calibrates : tests;
    if (held || !row.time().isBefore(border.minus(LOOKS_BACK))) {
      return Part.BORDER;
    }
    return early ? Part.TRAIN : Part.CALIBRATE;
  }

  /** From when on rows test. */
  public Instant tests() {
    return tests;
  }

  /** Whether a recipe lets an agent teach nothing. */
  static boolean heldOut(Recipe recipe, String agent) {
    return heldOut(recipe.seed(), recipe.agentsHeldOut(), agent);
  }

  private static boolean heldOut(long seed, double share, String agent) {
    long hash = Fingerprint.mix(seed, Fingerprint.of(agent));
    return Math.floorMod(hash, PARTS) < share * PARTS;
  }
}
