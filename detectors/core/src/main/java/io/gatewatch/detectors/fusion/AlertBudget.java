package io.gatewatch.detectors.fusion;

import java.util.TreeMap;

/**
 * How many alerts a day chance may bring, all calibrated detectors together: half of them by own
 * evidence, half by the model, each of which asks for so much evidence that it keeps to its part
 * ({@link Budget}). It bounds what chance brings while the null model is right; it never caps a day
 * of attacks. Rules with plain thresholds are not under it, nor what asks for one in a million by
 * itself (silence, distributed stuffing, telemetry gap).
 *
 * @param perDay expected false alerts a day, over 0
 */
public record AlertBudget(double perDay) {
  /** When a rule file says nothing. */
  public static final AlertBudget DEFAULT = new AlertBudget(0.2);

  /** The name of own evidence among those who promise. */
  public static final String OWN_EVIDENCE = "rule.own-evidence";

  /** The name of the model, whichever it is. */
  public static final String MODEL = "model";

  private static final double PART = 0.5;
  private static final double ROUNDS_A_DAY = 8_640;
  private static final double MINUTES_A_DAY = 1_440;

  public AlertBudget {
    if (!(perDay > 0 && perDay <= 1e6)) {
      throw new IllegalArgumentException(
          "alerts: perDay " + perDay + " (expected: over 0, up to 1000000)");
    }
  }

  /** What own evidence is held against, every round; {@code own} in place of its part, or null. */
  public Budget ownEvidence(Double own) {
    double part = own == null ? PART * perDay : own;
    return new Budget(part, ROUNDS_A_DAY, agents -> agents.tally().principals());
  }

  /** What the model is held against, once a minute for each agent that calls in it. */
  public Budget model() {
    return new Budget(PART * perDay, MINUTES_A_DAY, agents -> agents.lastMinute().failing());
  }

  /**
   * Expected false alerts a day of each detector under the budget.
   *
   * @param own of own evidence, where its rule says so itself; else null
   */
  public TreeMap<String, Double> promised(Double own) {
    TreeMap<String, Double> promised = new TreeMap<>();
    promised.put(OWN_EVIDENCE, own == null ? PART * perDay : own);
    promised.put(MODEL, PART * perDay);
    return promised;
  }
}
