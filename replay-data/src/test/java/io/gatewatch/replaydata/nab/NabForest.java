package io.gatewatch.replaydata.nab;

import com.amazon.randomcutforest.parkservices.AnomalyDescriptor;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * AWS's random cut forest on NAB's series, beside the volume baseline: the library's own settings,
 * with shingles of one row as NAB's published run had, and of eight. Run by hand; prints Markdown.
 */
public final class NabForest {
  private static final int HIGHEST = 10;

  private NabForest() {}

  /** Prints a row a detector: all series, those that were tuned with (every third), the others. */
  public static void main(String[] arguments) throws IOException {
    NabFolder folder = new NabFolder(Path.of(arguments[0]));
    print("volume baseline", judged(folder, NabDetector::scores));
    print("forest, one row, its score", judged(folder, NabForest::scores));
    print("forest, eight rows, its score", judged(folder, s -> scores(s, 8, NabForest::raw)));
    print(
        "forest, eight rows, its grade",
        judged(folder, s -> scores(s, 8, AnomalyDescriptor::getAnomalyGrade)));
  }

  private static void print(String name, List<NabScored> all) {
    StringBuilder line = new StringBuilder("| " + name + " |");
    for (NabProfile profile : NabProfile.values()) {
      line.append(number(NabScorer.best(profile, all).score()));
    }
    List<NabScored> tuned = new ArrayList<>();
    List<NabScored> others = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      (i % 3 == 2 ? tuned : others).add(all.get(i));
    }
    NabScorer.Total best = NabScorer.best(NabProfile.STANDARD, tuned);
    line.append(number(best.score()));
    line.append(number(NabScorer.best(NabProfile.STANDARD, others).score()));
    line.append(number(NabScorer.at(NabProfile.STANDARD, best.threshold(), others).score()));
    System.out.println(line);
  }

  private static String number(double score) {
    return String.format(Locale.ROOT, " %.1f |", score);
  }

  /** A detector's scores of all series of a folder. */
  static List<NabScored> judged(NabFolder folder, Function<NabSeries, List<Double>> detector)
      throws IOException {
    NabLabels labels = NabLabels.read(folder.labels());
    List<NabScored> judged = new ArrayList<>();
    for (NabSeries series : folder.series()) {
      judged.add(new NabScored(series, detector.apply(series), labels.of(series)));
    }
    return judged;
  }

  /** The forest's score with shingles of one row. */
  static List<Double> scores(NabSeries series) {
    return scores(series, 1, NabForest::raw);
  }

  private static double raw(AnomalyDescriptor found) {
    return found.getRCFScore() / HIGHEST;
  }

  private static List<Double> scores(
      NabSeries series, int shingle, ToDoubleFunction<AnomalyDescriptor> score) {
    ThresholdedRandomCutForest forest =
        ThresholdedRandomCutForest.builder()
            .dimensions(shingle)
            .shingleSize(shingle)
            .randomSeed(1)
            .build();
    List<Double> scores = new ArrayList<>();
    for (NabSeries.Row row : series.rows()) {
      double[] point = {row.value()};
      scores.add(score.applyAsDouble(forest.process(point, row.epochMillis() / 1000)));
    }
    return scores;
  }
}
