package io.gatewatch.models.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Recall of windows of attacks, as far as reviews of quiet ones tell.
 *
 * <p>Missed ones are estimated after Horvitz &amp; Thompson (1952): each reviewed attack stands for
 * 1 / probability windows, where windows without a verdict count as not drawn. The interval is
 * Jeffreys', by which a share of which y of n were attacks has the distribution Beta(y + 1/2, n − y
 * + 1/2) (Brown, Cai &amp; DasGupta 2001): from each stratum the share and then the attacks among
 * the windows not reviewed are drawn many times. A bootstrap would promise certainty where no
 * reviewed window was an attack, which is the usual case.
 *
 * @param found windows of attacks that were found
 * @param missed estimated windows of attacks among the quiet ones
 * @param recall found / (found + missed), of windows; null when nothing was found and nothing can
 *     have been missed
 * @param reviewed windows with a verdict
 * @param attacks among the reviewed
 */
public record RecallEstimate(int found, double missed, Estimate recall, int reviewed, int attacks) {
  private static final int DRAWS = 4_000;
  private static final double TAIL = 0.025;
  private static final long SEED = 20_260_101;

  /** Of a stratum: all windows, those with a verdict, attacks among these. */
  record Tally(long windows, long reviewed, long attacks) {
    Tally and(Tally other) {
      return new Tally(windows + other.windows, reviewed + other.reviewed, attacks + other.attacks);
    }

    /** Horvitz and Thompson's total. */
    double total() {
      return reviewed == 0 ? 0 : (double) windows * attacks / reviewed;
    }
  }

  /** Of one day. */
  public static RecallEstimate of(
      ReviewPlan plan, Map<String, ReviewVerdict> verdicts, int foundAttackWindows) {
    return of(List.of(plan), verdicts, foundAttackWindows);
  }

  /**
   * Of several days, over which strata of one name are taken together.
   *
   * @param verdicts by the id of the window
   * @param foundAttackWindows of all these days ({@link ReviewQueue#foundAttackWindows})
   */
  public static RecallEstimate of(
      List<ReviewPlan> plans, Map<String, ReviewVerdict> verdicts, int foundAttackWindows) {
    TreeMap<String, Tally> byName = new TreeMap<>();
    double missed = 0;
    for (ReviewPlan plan : plans) {
      for (ReviewPlan.Stratum stratum : plan.strata()) {
        Tally tally = tally(plan, stratum, verdicts);
        missed += tally.total();
        byName.merge(stratum.name(), tally, Tally::and);
      }
    }
    double[] recalls = drawn(byName, foundAttackWindows);
    double value = foundAttackWindows / (foundAttackWindows + missed);
    int cut = (int) (DRAWS * TAIL);
    return new RecallEstimate(
        foundAttackWindows,
        Estimate.rounded(missed),
        Double.isNaN(value) || recalls.length == 0
            ? null
            : Estimate.of(value, new Intervals.Interval(recalls[cut], recalls[DRAWS - 1 - cut])),
        (int) byName.values().stream().mapToLong(Tally::reviewed).sum(),
        (int) byName.values().stream().mapToLong(Tally::attacks).sum());
  }

  static Tally tally(
      ReviewPlan plan, ReviewPlan.Stratum stratum, Map<String, ReviewVerdict> verdicts) {
    long reviewed = 0;
    long attacks = 0;
    for (ReviewPlan.Drawn drawn : plan.drawn()) {
      ReviewVerdict verdict = verdicts.get(drawn.window().id());
      boolean said = verdict == ReviewVerdict.ATTACK || verdict == ReviewVerdict.BENIGN;
      if (drawn.stratum().equals(stratum.name()) && said) {
        reviewed++;
        attacks += verdict == ReviewVerdict.ATTACK ? 1 : 0;
      }
    }
    return new Tally(stratum.windows(), reviewed, attacks);
  }

  /** Recalls of so many draws, ascending. */
  private static double[] drawn(Map<String, Tally> strata, int found) {
    Random random = new Random(SEED);
    double[] recalls = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      double missed = 0;
      for (Tally t : strata.values()) {
        long others = t.windows() - t.reviewed();
        double share = Draws.beta(random, t.attacks() + 0.5, t.reviewed() - t.attacks() + 0.5);
        missed += t.attacks() + Draws.binomial(random, others, share);
      }
      recalls[i] = found + missed == 0 ? 1 : found / (found + missed);
    }
    Arrays.sort(recalls);
    return recalls;
  }
}
