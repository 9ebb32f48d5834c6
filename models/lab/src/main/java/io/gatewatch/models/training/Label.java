package io.gatewatch.models.training;

import static java.util.Objects.requireNonNull;

import io.gatewatch.models.Scorer;
import java.time.Instant;

/**
 * What is known of an agent in a span of time, from whoever knows it.
 *
 * @param agent key of the principal, as on {@code gatewatch.calls}; or {@link #anywhere} one
 * @param from first moment
 * @param to last moment
 * @param says what it was
 * @param category of the attack; {@link Scorer#ORDINARY} for whatever is none
 * @param event what says so: the id of an attack, an alert or a verdict
 * @param source who says so
 * @param alertId the alert that it speaks of; null for all that the agent did then
 */
public record Label(
    String agent,
    Instant from,
    Instant to,
    Says says,
    String category,
    String event,
    Source source,
    String alertId) {

  /** What a span was. */
  public enum Says {
    /** An attack: its rows are labelled with the category. */
    ATTACK,
    /** Harmless: what an alert excludes may be learned after all. */
    BENIGN,
    /** Nobody can say: its rows are left out. */
    UNDETERMINED
  }

  /** Who says so. Of two that call the same row an attack the first here counts. */
  public enum Source {
    /** A file of what is known of the traffic. */
    TRUTH,
    /** An analyst. */
    VERDICT
  }

  private static final String ANYWHERE = "*/*/agent/";

  public Label {
    requireNonNull(agent, "agent");
    requireNonNull(from, "from");
    requireNonNull(says, "says");
    requireNonNull(category, "category");
    requireNonNull(event, "event");
    requireNonNull(source, "source");
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "to: " + to + " (expected: not before from, " + from + ")");
    }
    if ((says == Says.ATTACK) == category.equals(Scorer.ORDINARY)) {
      throw new IllegalArgumentException("category: " + category + " (does not go with " + says);
    }
  }

  /**
   * The agent of this id, percent-encoded as in a key, whichever its tenant, group and issuer are.
   */
  public static String anywhere(String encodedId) {
    return ANYWHERE + encodedId;
  }

  /** Whether it is about the agent of this key. */
  public boolean isAbout(String key) {
    if (!agent.startsWith(ANYWHERE)) {
      return agent.equals(key);
    }
    String id = agent.substring(ANYWHERE.length());
    String principal = key.substring(key.lastIndexOf('/') + 1);
    return key.contains("/agent/") && (principal.equals(id) || principal.endsWith("%7E" + id));
  }

  /** Whether it speaks of this moment. */
  public boolean covers(Instant time) {
    return !time.isBefore(from) && !time.isAfter(to);
  }

  /** Whether it takes back what this alert excludes. */
  boolean lifts(String alert) {
    return says == Says.BENIGN && (alertId == null || alertId.equals(alert));
  }
}
