package io.gatewatch.replaydata.nab;

import java.util.List;

/**
 * What {@code bench.json} says.
 *
 * @param schema 1
 * @param bench nab
 * @param rows of all series
 * @param microsPerRow what judging a row took, in microseconds; reading and writing not counted
 * @param scores by profile; none without labels
 * @param series by name
 */
public record NabReport(
    int schema,
    String bench,
    long rows,
    double microsPerRow,
    List<Score> scores,
    List<Series> series) {
  /** NAB's score of all series; 0 says nothing, 100 is perfect. */
  public record Score(String profile, double threshold, double score) {}

  /**
   * One series.
   *
   * @param labelled what is known with labels, at the standard profile's threshold; null without
   */
  public record Series(String name, int rows, double highest, Labelled labelled) {}

  /** What was found of a series' windows. */
  public record Labelled(int windows, int found, int falseRows, double score) {}

  /** Of series with labels. */
  public static NabReport labelled(List<NabScored> all, double microsPerRow) {
    List<NabScorer.Total> totals =
        List.of(NabProfile.values()).stream().map(p -> NabScorer.best(p, all)).toList();
    double threshold = totals.get(NabProfile.STANDARD.ordinal()).threshold();
    return new NabReport(
        1,
        "nab",
        all.stream().mapToLong(s -> s.scores().size()).sum(),
        microsPerRow,
        totals.stream().map(t -> new Score(t.profile().id(), t.threshold(), t.score())).toList(),
        all.stream().map(s -> series(s, threshold)).toList());
  }

  /** Of series without labels. */
  public static NabReport plain(List<NabScored> all, double microsPerRow) {
    return new NabReport(
        1,
        "nab",
        all.stream().mapToLong(s -> s.scores().size()).sum(),
        microsPerRow,
        List.of(),
        all.stream().map(s -> series(s, null)).toList());
  }

  private static Series series(NabScored scored, Labelled labelled) {
    double highest = scored.scores().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return new Series(scored.series().name(), scored.scores().size(), highest, labelled);
  }

  private static Series series(NabScored scored, double threshold) {
    NabScorer.OfSeries found = NabScorer.of(NabProfile.STANDARD, threshold, scored);
    return series(
        scored, new Labelled(found.windows(), found.found(), found.falseRows(), found.score()));
  }
}
