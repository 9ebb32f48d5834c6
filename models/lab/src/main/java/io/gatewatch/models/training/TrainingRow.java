package io.gatewatch.models.training;

import static java.util.Objects.requireNonNull;

import io.gatewatch.features.FeatureVector;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.models.Scorer;
import java.time.Instant;

/**
 * One question that a model would be asked: an authenticated agent in a minute in which it called,
 * as the production extractor saw it then, and what is known of it since.
 *
 * @param agent key of the principal, as on {@code gatewatch.calls}
 * @param time of the minute's first observation
 * @param cohort class of the agent, as registered at that time
 * @param label {@link Scorer#ORDINARY}, or the category of an attack, such as {@code scraping}
 * @param event what says so, such as the id of an attack or a verdict; null for nothing
 * @param excluded why nothing may be learned from it; null when it may
 * @param told what rules and baselines, as in force then, told of the agent in that minute
 */
public record TrainingRow(
    String agent,
    Instant time,
    ApiCall.AgentClass cohort,
    FeatureVector features,
    String label,
    String event,
    Exclusion excluded,
    Told told) {

  /** Why nothing is learned of what is ordinary from a row. */
  public enum Exclusion {
    /** An alert about the agent was open, and nobody has called it benign. */
    ALERT,
    /** A quota of ours was in force: our own refusals censor what the agent does. */
    QUOTA,
    /** An analyst could not say what it was. */
    UNDETERMINED,
    /** An attack of the agent ended so shortly before that features still look back on it. */
    AFTERMATH
  }

  /** What was told of an agent without any model. */
  public enum Told {
    /** Nothing. */
    NOTHING,
    /** A finding of low severity, which wakes nobody. */
    LOW,
    /** A finding above low. */
    LOUD
  }

  public TrainingRow {
    requireNonNull(agent, "agent");
    requireNonNull(time, "time");
    requireNonNull(cohort, "cohort");
    requireNonNull(features, "features");
    requireNonNull(label, "label");
    requireNonNull(told, "told");
  }

  /** Whether it is an example of what is ordinary. */
  public boolean ordinary() {
    return label.equals(Scorer.ORDINARY);
  }

  /**
   * Whether a model may learn from it: what is labelled as an attack always, what was excluded
   * never.
   */
  public boolean teaches() {
    return excluded == null || (!ordinary() && excluded == Exclusion.ALERT);
  }

  /**
   * Whether an alert hides what it was: nobody has said that it was of an attack, nor that not.
   * Such minutes count neither way, although the running judge is asked about them.
   */
  public boolean underAlert() {
    return excluded == Exclusion.ALERT && ordinary();
  }
}
