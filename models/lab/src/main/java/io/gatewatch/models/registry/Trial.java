package io.gatewatch.models.registry;

import java.util.List;

/**
 * What was measured of a candidate beside the champion, over the same rows that neither has seen.
 *
 * @param champion its version; null for rules alone, to which the candidate's false alerts are
 *     added
 * @param attacks how many attacks the rows hold
 * @param agents with an attack that the champion and the rules miss: so many could gain
 * @param lift how much greater a share of them the candidate and the rules find than the champion
 *     and the rules, each model at the same budget of false alerts
 * @param low lower end of its 95 % interval
 * @param high upper end
 * @param threshold score from which on the candidate alerts at that budget
 * @param categories found attacks by category
 * @param micros what scoring a minute costs, in µs
 * @param bytes size of the model file
 * @param foreign whether it runs native code
 */
public record Trial(
    String champion,
    int attacks,
    int agents,
    double lift,
    double low,
    double high,
    double threshold,
    List<Kind> categories,
    double micros,
    int bytes,
    boolean foreign) {

  /**
   * One category of attack.
   *
   * @param champion how many the champion and the rules find
   * @param candidate how many the candidate and the rules find
   * @param gained attacks that only the candidate finds
   * @param lost attacks that only the champion finds, for people to look at
   */
  public record Kind(
      String category, int champion, int candidate, List<String> gained, List<String> lost) {}

  public Trial {
    categories = List.copyOf(categories);
  }
}
