package io.gatewatch.models;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;

/**
 * What each input looked like when the model was made, by class of agent: ordinary rows in at most
 * ten bins between the deciles; and what the p-values of these very rows were, by tenths: they need
 * not be even, since these are one minute an hour. Traffic of later is held against it ({@link
 * Psi}).
 */
public final class Reference {
  /** Most bins of an input. */
  public static final int BINS = 10;

  private static final int LEAST_ROWS = 200;

  private final SortedMap<String, Cohort> cohorts;

  /** Of classes of agents, each with a histogram of every input; kept. */
  @JsonCreator
  Reference(@JsonProperty("cohorts") SortedMap<String, Cohort> cohorts) {
    this.cohorts = cohorts;
  }

  /** One class of agents. */
  static final class Cohort {
    private final double[][] edges;
    private final int[][] counts;
    private final int[] tenths;

    @JsonCreator
    Cohort(
        @JsonProperty("edges") double[][] edges,
        @JsonProperty("counts") int[][] counts,
        @JsonProperty("tenths") int[] tenths) {
      this.edges = edges;
      this.counts = counts;
      this.tenths = tenths;
    }

    private static Cohort of(
        String name, List<double[]> rows, ToDoubleBiFunction<String, double[]> pValue) {
      int width = rows.get(0).length;
      Cohort cohort = new Cohort(new double[width][], new int[width][], new int[BINS]);
      for (double[] row : rows) {
        cohort.tenths[tenth(pValue.applyAsDouble(name, row))]++;
      }
      for (int i = 0; i < width; i++) {
        int input = i;
        double[] values = rows.stream().mapToDouble(r -> r[input]).sorted().toArray();
        cohort.edges[i] = deciles(values);
        cohort.counts[i] = new int[cohort.edges[i].length + 1];
        for (double value : values) {
          cohort.counts[i][cohort.bin(i, value)]++;
        }
      }
      return cohort;
    }

    /** What is often the same number has fewer. */
    private static double[] deciles(double[] ascending) {
      double[] edges = new double[BINS - 1];
      for (int d = 1; d < BINS; d++) {
        edges[d - 1] = ascending[(int) ((long) ascending.length * d / BINS)];
      }
      return Arrays.stream(edges).distinct().toArray();
    }

    private int bin(int input, double value) {
      int bin = 0;
      while (bin < edges[input].length && value > edges[input][bin]) {
        bin++;
      }
      return bin;
    }

    private void check(int width) {
      Numbers.require(
          edges != null && counts != null && edges.length == width && counts.length == width,
          "reference: (expected: a histogram an input)");
      boolean tenth = tenths != null && tenths.length == BINS;
      Numbers.require(
          tenth && Arrays.stream(tenths).allMatch(n -> n >= 0),
          "reference: (expected: ten tenths)");
      for (int i = 0; i < width; i++) {
        Numbers.check(
            "reference", edges[i], edges[i] == null ? 0 : Math.min(BINS, edges[i].length));
        Numbers.require(
            counts[i] != null && counts[i].length == edges[i].length + 1,
            "reference: parts of different lengths");
        for (int b = 0; b < counts[i].length; b++) {
          boolean rises = b < 1 || b >= edges[i].length || edges[i][b] > edges[i][b - 1];
          Numbers.require(rises && counts[i][b] >= 0, "reference: not in order");
        }
      }
    }
  }

  /**
   * Of unscaled rows by class of agents. Classes with few rows (fewer than 200) are left out:
   * nothing could be held against them.
   *
   * @param pValue of a row of a class
   */
  public static Reference of(
      SortedMap<String, List<double[]>> rows, ToDoubleBiFunction<String, double[]> pValue) {
    TreeMap<String, Cohort> cohorts = new TreeMap<>();
    rows.forEach(
        (name, own) -> {
          if (own.size() >= LEAST_ROWS) {
            cohorts.put(name, Cohort.of(name, own, pValue));
          }
        });
    return new Reference(cohorts);
  }

  /** Classes of agents that later traffic can be held against. */
  public Set<String> cohorts() {
    return cohorts.keySet();
  }

  /** Into which bin each input of an unscaled row falls, and last the p-value into which tenth. */
  byte[] bins(String cohort, double[] row, double pValue) {
    Cohort own = cohorts.get(cohort);
    byte[] bins = new byte[row.length + 1];
    for (int i = 0; i < row.length; i++) {
      bins[i] = (byte) own.bin(i, row[i]);
    }
    bins[row.length] = (byte) tenth(pValue);
    return bins;
  }

  private static int tenth(double pValue) {
    return Math.min(BINS - 1, (int) (pValue * BINS));
  }

  /**
   * How many rows of the reference lie in each bin of an input; at the last index by tenths of p.
   */
  int[] counts(String cohort, int column) {
    Cohort own = cohorts.get(cohort);
    return column < own.counts.length ? own.counts[column].clone() : own.tenths.clone();
  }

  /** Share of a class's rows whose p-value lay in the rarest tenth. */
  public double rareShare(String cohort) {
    int[] tenths = cohorts.get(cohort).tenths;
    return (double) tenths[0] / Math.max(1, Arrays.stream(tenths).asLongStream().sum());
  }

  void check(int width) {
    Numbers.require(cohorts != null && cohorts.size() <= 16, "reference: (expected: by class)");
    for (Cohort cohort : cohorts.values()) {
      Numbers.require(cohort != null, "reference: a class without histograms");
      cohort.check(width);
    }
  }
}
