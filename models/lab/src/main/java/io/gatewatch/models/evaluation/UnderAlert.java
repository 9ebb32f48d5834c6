package io.gatewatch.models.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What minutes under alerts that nobody has judged may hide, in words. They are neither ordinary
 * nor attacked, and those alerts may be the champion's own: so noise can hide itself. What the
 * figures would be if all were ordinary is as bad as it can be.
 */
final class UnderAlert {
  private static final double LEVEL = 0.01;

  private UnderAlert() {}

  /** Null when no minute is under such an alert. */
  static String of(List<ScoredRow> rows, Agents agents, double days, double threshold) {
    long hidden = rows.stream().filter(ScoredRow::underAlert).count();
    Predicate<ScoredRow> may = r -> r.ordinary() || r.underAlert();
    if (hidden == 0) {
      return null;
    }
    double perDay = new Episodes(rows, agents, may).at(threshold, agents.once()) / days;
    return String.format(
        Locale.ROOT,
        "%,d minutes of no known attack (%.1f %%) were under an alert that nobody has judged, and"
            + " count in no figure. Were all ordinary, p <= %s would hold for %.3f of ordinary"
            + " minutes, and there would be %.2f false alerts a day at the budget's threshold.",
        hidden,
        100.0 * hidden / rows.size(),
        Figure.number(LEVEL),
        weight(rows, may.and(r -> r.pValue() <= LEVEL)) / weight(rows, may),
        perDay);
  }

  private static double weight(List<ScoredRow> rows, Predicate<ScoredRow> of) {
    return rows.stream().filter(of).mapToDouble(ScoredRow::weight).sum();
  }
}
