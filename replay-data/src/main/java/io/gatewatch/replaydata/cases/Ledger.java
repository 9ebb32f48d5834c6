package io.gatewatch.replaydata.cases;

import java.util.List;

/**
 * What is covered, and what is not: {@code coverage.json}, as in {@code
 * schemas/coverage.schema.json}. Records serialise as they stand.
 *
 * @param schema 1
 */
public record Ledger(
    int schema,
    Totals totals,
    List<Item> categories,
    List<Item> owasp,
    List<Item> mitre,
    List<DetectorRow> detectors) {

  /** How far an item is covered. */
  public enum State {
    /** An attack case of it passes, and falls silent with its detector taken out. */
    COVERED,
    /** There are attack cases of it, none of which passes. */
    GAP,
    /** A detector names it, and no case shows it. */
    NO_CASE,
    /** Nothing looks for it. */
    NO_DETECTOR,
  }

  /** How the last result of cases is called. */
  public enum Result {
    PASSED,
    FAILED,
    KNOWN_GAP,
    NONE,
  }

  /** Sums. */
  public record Totals(
      int cases, int passing, int knownGaps, int failed, int categories, int categoriesCovered) {}

  /**
   * A category, an OWASP item or an ATT&amp;CK technique.
   *
   * @param title what OWASP calls it; null for others
   * @param detectors that look for it
   * @param cases its attack cases, by id
   * @param passing how many of them pass
   * @param silentWithout how many fall silent with their detector taken out
   */
  public record Item(
      String id,
      String title,
      State state,
      List<String> detectors,
      List<String> cases,
      int passing,
      int silentWithout,
      Result lastResult) {}

  /**
   * A detector.
   *
   * @param attacks its attack cases; {@code attacksPassing} of them pass
   * @param silentWithout how many of them fall silent with it taken out
   * @param lookAlikes its look-alikes; {@code lookAlikesPassing} of them stay quiet
   * @param gaps cases of it that do not pass and say why
   * @param microsPerCall thread CPU of asking it, in µs a call of all cases; null when it was not
   *     measured or is not asked call by call
   */
  public record DetectorRow(
      String id,
      String category,
      List<String> owasp,
      List<String> mitre,
      int attacks,
      int attacksPassing,
      int silentWithout,
      int lookAlikes,
      int lookAlikesPassing,
      List<String> gaps,
      Result lastResult,
      Double microsPerCall) {

    /** Whether an attack of it is found because of it, and a look-alike left alone. */
    boolean isProven() {
      return attacksPassing > 0 && lookAlikesPassing > 0;
    }
  }
}
