package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
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
    return holds(facts) ? finding(facts, topic(facts)) : null;
  }

  /** Whether it speaks. */
  public boolean holds(Facts facts) {
    return condition.holds(facts);
  }

  /** What it would be about; null for a finding that lasts. */
  public String topic(Facts facts) {
    return topic == null ? null : topic.say(facts);
  }

  /** A topic is told again after so long, in milliseconds. */
  public long onceInMillis() {
    return onceInMillis;
  }

  /** How grave it is. */
  public Severity severity() {
    return rule().severity();
  }

  /** What it says when it {@link #holds}. */
  public Finding finding(Facts facts, String about) {
    Grounds grounds = Grounds.of(condition, facts);
    return new Finding(
        grounds.score(),
        rule().severity(),
        rule().verb(),
        explanation.say(facts),
        grounds.evidence(),
        grounds.counterfactual(),
        about,
        onceInMillis);
  }
}
