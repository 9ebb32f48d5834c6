package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.cel.Condition;
import io.gatewatch.detectors.cel.Facts;
import io.gatewatch.detectors.cel.Grounds;
import io.gatewatch.detectors.cel.Template;
import io.gatewatch.features.Observation;

/**
 * A rule whose condition people wrote in CEL. What speaks for it, and what would have kept it
 * quiet, is read off the condition.
 */
public final class CelRule extends RuleDetector {
  private final Condition condition;
  private final Template explanation;
  private final Template topic;
  private final long onceInMillis;

  /**
   * A rule.
   *
   * @param topic null for a finding that lasts
   * @param onceInMillis a topic is told again after so long
   */
  CelRule(Rule rule, Condition condition, Template explanation, Template topic, long onceInMillis) {
    super(rule, condition.asksPeers() ? Need.PAST : Need.OWN);
    this.condition = condition;
    this.explanation = explanation;
    this.topic = topic;
    this.onceInMillis = onceInMillis;
  }

  /** Its condition. */
  public Condition condition() {
    return condition;
  }

  @Override
  public Finding inspect(Observation observation, Contexts contexts) {
    Facts facts = Facts.of(observation, contexts);
    return condition.holds(facts) ? finding(facts) : null;
  }

  private Finding finding(Facts facts) {
    Grounds grounds = Grounds.of(condition, facts);
    return new Finding(
        grounds.score(),
        rule().severity(),
        rule().verb(),
        explanation.say(facts),
        grounds.evidence(),
        grounds.counterfactual(),
        topic == null ? null : topic.say(facts),
        onceInMillis);
  }
}
