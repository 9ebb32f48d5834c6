package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Detector;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.cel.Measures;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import io.gatewatch.features.View;
import java.util.List;

/** What all rule detectors share: identity and tags from the rule file. */
abstract class RuleDetector implements Detector {
  private static final int ROUNDS_BACK = 2;
  private static final int ROUNDS = 3;

  private final Rule rule;
  private final Need need;
  private final String id;

  RuleDetector(Rule rule, Need need) {
    this.rule = rule;
    this.need = need;
    this.id = "rule." + rule.id() + "@" + rule.version();
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final Need need() {
    return need;
  }

  @Override
  public final Category category() {
    return rule.category();
  }

  @Override
  public final Detection.Mode mode() {
    return rule.mode();
  }

  @Override
  public final List<String> owasp() {
    return rule.owasp();
  }

  @Override
  public final List<String> mitre() {
    return rule.mitre();
  }

  final Rule rule() {
    return rule;
  }

  /**
   * Whether at least three of its cohort, and this share of it, were busier than ever, in one of
   * the rounds r−2 to r−4 (not every peer calls in each): then volume is a flash crowd or the
   * retries of an outage, and says nothing of one of them.
   */
  static boolean peersAreUpToo(Observation observation, Contexts contexts, double share) {
    String where = View.where(observation.who().tenant(), observation.who().group());
    View cohort = View.cohort(where, observation.who().agentClass());
    long latest = observation.round() - ROUNDS_BACK;
    for (long round = latest; round > latest - ROUNDS; round--) {
      ContextEntry peers = contexts.find(cohort, round);
      if (peers != null
          && peers.tally().elevated() >= 3
          && peers.tally().elevated() >= share * peers.tally().principals()) {
        return true;
      }
    }
    return false;
  }

  /** 0.5 at the threshold, towards 1 far above it: 1 − 0.5 · threshold / value. */
  static double strength(double value, double threshold) {
    return threshold <= 0 ? 1 : Math.max(0, Math.min(1, 1 - 0.5 * threshold / value));
  }

  /** So many severities higher, or lower, as far as there are. */
  static Severity step(Severity from, int steps) {
    int last = Severity.values().length - 1;
    return Severity.values()[Math.max(0, Math.min(last, from.ordinal() + steps))];
  }

  static Evidence evidence(
      FeatureVector features, Feature feature, double baseline, double contribution) {
    return new Evidence(
        feature.id(), features.get(feature), baseline, feature.unit(), contribution);
  }

  /** The largest whole number below a threshold. */
  static String below(double threshold) {
    return Long.toString((long) Math.ceil(threshold) - 1);
  }

  /** A threshold as the rule file says it. */
  static String exact(double threshold) {
    return threshold == Math.rint(threshold) ? number(threshold) : Double.toString(threshold);
  }

  /** A number as people write it: whole, or with one decimal. */
  static String number(double value) {
    return Measures.number(value);
  }
}
