package io.gatewatch.models.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Recall of windows of attacks, as far as reviews of quiet ones tell.
 *
 * <p>Missed ones are estimated after Horvitz &amp; Thompson (1952): each reviewed attack stands for
 * 1 / probability windows, where windows without a verdict count as not drawn. Where of a stratum
 * with windows nobody has judged any, nothing is estimated at all. For the interval each stratum of
 * each day has a share of attacks that is drawn many times from Beta(y + a, n − y + 1/2), of which
 * y of n were attacks, and then the attacks among its windows not reviewed. Over a day a is 1/2, as
 * Jeffreys has it (Brown, Cai &amp; DasGupta 2001). Of several days the stratum whose windows stand
 * for most has that half attack, as the interval of Fay &amp; Feuer (1997) for weighted sums has
 * it: a half for each day would be an attack that nobody saw every other day. A bootstrap would
 * promise certainty where no reviewed window was an attack, which is the usual case.
 *
 * @param found windows of attacks that were found
 * @param missed estimated windows of attacks among the quiet ones; null where of a stratum nobody
 *     has judged a window
 * @param recall found / (found + missed), of windows; null without {@code missed}, and when nothing
 *     was found and nothing can have been missed
 * @param reviewed windows with a verdict
 * @param attacks among the reviewed
 * @param unreviewed strata that have windows, and no verdict on any, in words
 */
public record RecallEstimate(
    int found, Double missed, Estimate recall, int reviewed, int attacks, List<String> unreviewed) {
  private static final int DRAWS = 4_000;
  private static final double TAIL = 0.025;
  private static final double HALF = 0.5;
  private static final long SEED = 20_260_101;

  public RecallEstimate {
    unreviewed = List.copyOf(unreviewed);
  }

  /** Of a stratum: all windows, those with a verdict, attacks among these. */
  record Tally(long windows, long reviewed, long attacks) {
    /** How many windows each reviewed one stands for. */
    double weight() {
      return (double) windows / reviewed;
    }

    /** Horvitz and Thompson's total. */
    double total() {
      return reviewed == 0 ? 0 : attacks * weight();
    }
  }

  /** Of one day. */
  public static RecallEstimate of(
      ReviewPlan plan, Map<String, ReviewVerdict> verdicts, int foundAttackWindows) {
    return of(List.of(plan), verdicts, foundAttackWindows);
  }

  /**
   * Of several days.
   *
   * @param verdicts by the id of the window
   * @param foundAttackWindows of all these days ({@link ReviewQueue#foundAttackWindows})
   */
  public static RecallEstimate of(
      List<ReviewPlan> plans, Map<String, ReviewVerdict> verdicts, int foundAttackWindows) {
    TreeMap<String, List<Tally>> byName = new TreeMap<>();
    List<String> unreviewed = new ArrayList<>();
    for (ReviewPlan plan : plans) {
      for (ReviewPlan.Stratum stratum : plan.strata()) {
        Tally tally = tally(plan, stratum, verdicts);
        if (tally.reviewed() > 0) {
          byName.computeIfAbsent(stratum.name(), n -> new ArrayList<>()).add(tally);
        } else if (tally.windows() > 0) {
          unreviewed.add(
              stratum.name() + " of " + plan.day() + " (" + tally.windows() + " windows)");
        }
      }
    }
    byName.values().forEach(l -> l.sort(Comparator.comparingDouble(Tally::weight).reversed()));
    List<Tally> all = byName.values().stream().flatMap(List::stream).toList();
    boolean known = unreviewed.isEmpty();
    double missed = all.stream().mapToDouble(Tally::total).sum();
    return new RecallEstimate(
        foundAttackWindows,
        known ? Estimate.rounded(missed) : null,
        known ? recall(byName, foundAttackWindows, missed) : null,
        (int) all.stream().mapToLong(Tally::reviewed).sum(),
        (int) all.stream().mapToLong(Tally::attacks).sum(),
        unreviewed);
  }

  private static Estimate recall(TreeMap<String, List<Tally>> strata, int found, double missed) {
    if (found + missed == 0) {
      return null;
    }
    double[] recalls = drawn(strata, found);
    int cut = (int) (DRAWS * TAIL);
    return Estimate.of(
        found / (found + missed), new Intervals.Interval(recalls[cut], recalls[DRAWS - 1 - cut]));
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

  /** Recalls of so many draws, ascending; of days of a name the heaviest comes first. */
  private static double[] drawn(TreeMap<String, List<Tally>> strata, int found) {
    Random random = new Random(SEED);
    double[] recalls = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      double missed = 0;
      for (List<Tally> days : strata.values()) {
        double prior = HALF;
        for (Tally t : days) {
          missed += t.attacks() + others(random, t, prior);
          prior = 0;
        }
      }
      recalls[i] = found + missed == 0 ? 1 : found / (found + missed);
    }
    Arrays.sort(recalls);
    return recalls;
  }

  /** Attacks among the windows not reviewed. */
  private static long others(Random random, Tally tally, double prior) {
    double attacks = tally.attacks() + prior;
    if (attacks == 0) {
      return 0;
    }
    double share = Draws.beta(random, attacks, tally.reviewed() - tally.attacks() + HALF);
    return Draws.binomial(random, tally.windows() - tally.reviewed(), share);
  }
}
