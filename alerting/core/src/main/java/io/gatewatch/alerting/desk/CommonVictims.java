package io.gatewatch.alerting.desk;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether callers that met the same objects have more than chance in common.
 *
 * <p>Known of each caller are at most 20 objects that it has no habit of, n of them. Suppose that
 * callers who have nothing to do with each other choose among {@value #OBJECTS} objects, all alike:
 * far fewer than a bank has accounts, since choosing is never even. Then c callers have on average
 * λ = n₁ · … · n_c / {@value #OBJECTS}^(c − 1) objects in common, and s or more of them about once
 * in s! / λ^s times. There are m-choose-c ways to find such c among the m callers of an hour, so
 * that (m choose c) · λ^s / s! groups are to be expected; they are no coincidence when that is
 * {@value #COINCIDENCES} or less. Three callers may so have met nine objects each when one of them
 * is the same, and three with 20 each need two.
 *
 * <p>Two callers never link by one object: it may be popular with callers of whom no incident
 * tells. They take {@value #MANY}, more than the accounts of one customer.
 *
 * <p>An object is no link when incidents outside of the hour name it for as many callers as those
 * within: what is popular is met all the time, a victim is met at once.
 */
final class CommonVictims {
  /** So many objects in common link two callers. */
  static final int MANY = 5;

  private static final double OBJECTS = 1_000;
  private static final double COINCIDENCES = 0.001;

  private final int needed;

  /**
   * @param needed so many callers are linked by one object
   */
  CommonVictims(int needed) {
    this.needed = needed;
  }

  /**
   * Whether it is no coincidence that some have objects in common.
   *
   * @param callers those that met an object, each with all that it met
   * @param shared how many rare objects all of them met
   * @param around how many callers met anything at that time, themselves among them
   */
  boolean isNoCoincidence(Collection<? extends Set<String>> callers, int shared, int around) {
    boolean enough = callers.size() >= needed || (callers.size() > 1 && shared >= MANY);
    return enough && shared > 0 && expected(callers, shared, around) <= COINCIDENCES;
  }

  private static double expected(
      Collection<? extends Set<String>> callers, int shared, int around) {
    double common = OBJECTS;
    for (Set<String> met : callers) {
      common *= met.size() / OBJECTS;
    }
    double expected = 1;
    for (int i = 1; i <= shared; i++) {
      expected *= common / i;
    }
    for (int i = 0; i < callers.size(); i++) {
      expected *= (double) (around - i) / (i + 1);
    }
    return expected;
  }

  /** What each caller of these incidents met. */
  static Map<String, Set<String>> byCaller(List<DeskEntry> entries) {
    TreeMap<String, Set<String>> met = new TreeMap<>();
    for (DeskEntry entry : entries) {
      met.computeIfAbsent(entry.heard.entity().id(), id -> new HashSet<>())
          .addAll(entry.links.victims());
    }
    return met;
  }

  /** What all of these callers met. */
  static Set<String> metByAll(Collection<? extends Set<String>> callers) {
    Set<String> common = null;
    for (Set<String> met : callers) {
      if (common == null) {
        common = new HashSet<>(met);
      } else {
        common.retainAll(met);
      }
    }
    return common == null ? new HashSet<>() : common;
  }
}
