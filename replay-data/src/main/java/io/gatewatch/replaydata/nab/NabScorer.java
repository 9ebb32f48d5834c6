package io.gatewatch.replaydata.nab;

import io.gatewatch.replaydata.nab.NabLabels.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * NAB's score. Of a window the best report counts, of all other rows each report; one threshold for
 * all series, the one with which they do best; 0 is a detector that says nothing, 100 one that
 * reports the first row of each window and nothing else.
 */
public final class NabScorer {
  private static final double NEVER = 1.1;

  private final NabProfile profile;
  private final List<Row> rows = new ArrayList<>();
  private int windows;

  private NabScorer(NabProfile profile, List<NabScored> all) {
    this.profile = profile;
    all.forEach(this::add);
  }

  /**
   * A row that counts.
   *
   * @param window number of its window; −1 outside
   * @param worth what it adds when it is reported
   */
  private record Row(double score, int window, double worth) {}

  /**
   * A score of all series together.
   *
   * @param threshold least score that is a report
   * @param score 0 says nothing, 100 is perfect, below 0 is worse than nothing
   */
  public record Total(NabProfile profile, double threshold, double score) {}

  /**
   * What a threshold brings in one series.
   *
   * @param falseRows rows reported outside windows, after the probation
   * @param score the sum of NAB, between −∞ and the number of windows
   */
  public record OfSeries(int windows, int found, int falseRows, double score) {}

  /** The best that one threshold can do; the highest of equals. */
  public static Total best(NabProfile profile, List<NabScored> all) {
    return new NabScorer(profile, all).best();
  }

  /** What a given threshold does. */
  public static Total at(NabProfile profile, double threshold, List<NabScored> all) {
    double sum = all.stream().mapToDouble(s -> of(profile, threshold, s).score()).sum();
    int windows = all.stream().mapToInt(s -> s.windows().size()).sum();
    return new Total(profile, threshold, normal(profile, sum, windows));
  }

  /** What a threshold brings in one series. */
  public static OfSeries of(NabProfile profile, double threshold, NabScored series) {
    NabScorer scorer = new NabScorer(profile, List.of(series));
    double[] best = scorer.missed();
    int falseRows = 0;
    double sum = 0;
    for (Row row : scorer.rows) {
      if (row.score >= threshold && row.window >= 0) {
        best[row.window] = Math.max(best[row.window], row.worth);
      } else if (row.score >= threshold) {
        falseRows++;
        sum += row.worth;
      }
    }
    int found = 0;
    for (double window : best) {
      sum += window;
      found += window > -profile.miss() ? 1 : 0;
    }
    return new OfSeries(best.length, found, falseRows, sum);
  }

  private static double normal(NabProfile profile, double sum, int windows) {
    double nothing = -profile.miss() * windows;
    return windows == 0 ? 0 : 100 * (sum - nothing) / (windows - nothing);
  }

  private void add(NabScored scored) {
    Window before = null;
    int next = 0;
    for (int i = 0; i < scored.scores().size(); i++) {
      while (next < scored.windows().size() && i > scored.windows().get(next).last()) {
        before = scored.windows().get(next++);
      }
      boolean inside = next < scored.windows().size() && i >= scored.windows().get(next).first();
      if (i >= scored.probation()) {
        double worth =
            inside
                ? RowWeights.inside(scored.windows().get(next), i)
                : profile.falseAlarm() * RowWeights.outside(before, i);
        rows.add(new Row(scored.scores().get(i), inside ? windows + next : -1, worth));
      }
    }
    windows += scored.windows().size();
  }

  private double[] missed() {
    double[] best = new double[windows];
    Arrays.fill(best, -profile.miss());
    return best;
  }

  private Total best() {
    rows.sort(Comparator.comparingDouble(Row::score).reversed());
    double[] found = missed();
    double sum = -profile.miss() * windows;
    double most = sum;
    double threshold = NEVER;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (row.window < 0) {
        sum += row.worth;
      } else if (row.worth > found[row.window]) {
        sum += row.worth - found[row.window];
        found[row.window] = row.worth;
      }
      boolean last = i + 1 == rows.size() || rows.get(i + 1).score < row.score;
      if (last && sum > most) {
        most = sum;
        threshold = row.score;
      }
    }
    return new Total(profile, threshold, normal(profile, most, windows));
  }
}
