package io.gatewatch.alerting;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.gatewatch.detectors.Category;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What an analyst says of an alert or of a principal: a record of {@link #TOPIC}, as {@code
 * verdict.schema.json} has it. Of its fields, those that bear on triage and quotas.
 *
 * @param principal key of whom it is about
 * @param verdict what is said
 * @param effectiveFrom event time from which it counts; where the record says none, when it was
 *     recorded
 * @param alertId the alert that it is about; null for the principal as such
 * @param category of what was done; null when it does not say
 * @param reason in the analyst's words; null for none
 * @param who says it; null where nobody wrote it down
 * @param place among all that were said: the offset on the topic, the line of a file. Of two that
 *     count from the same time the higher one was said last
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AnalystVerdict(
    String principal,
    Kind verdict,
    Instant effectiveFrom,
    String alertId,
    Category category,
    String reason,
    String who,
    long place) {

  /** The topic, keyed by alertId or principal. */
  public static final String TOPIC = "gatewatch.verdicts";

  private static final int LONGEST_REASON = 200;

  /** What can be said. */
  public enum Kind {
    /** An attack, as the alert says. */
    TRUE_POSITIVE,
    /** It was done, and is harmless. */
    BENIGN_POSITIVE,
    /** It was not done. */
    FALSE_POSITIVE,
    /** Nobody can say; takes back what was said before. */
    UNDETERMINED,
    /** An attack of which no alert told. */
    MISSED
  }

  public AnalystVerdict {
    if (principal == null || principal.isBlank() || verdict == null || effectiveFrom == null) {
      throw new IllegalArgumentException(
          "verdict (expected: principal, verdict, and a time from which it counts)");
    }
    effectiveFrom = effectiveFrom.truncatedTo(ChronoUnit.MILLIS);
    reason = cut(reason);
    who = cut(who);
  }

  /**
   * Reads one.
   *
   * @param recorded when it was written to the topic
   * @param place where it stands there
   * @throws IllegalArgumentException when the bytes are none
   */
  public static AnalystVerdict fromJson(byte[] json, Instant recorded, long place) {
    Text text = Json.read(json, Text.class);
    if (text == null) {
      throw new IllegalArgumentException("not a verdict: null");
    }
    return new AnalystVerdict(
        text.principal(),
        text.verdict(),
        text.effectiveFrom() == null ? recorded : text.effectiveFrom(),
        text.alertId(),
        text.category(),
        text.reason(),
        text.who(),
        place);
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Text(
      String principal,
      Kind verdict,
      Instant effectiveFrom,
      String alertId,
      Category category,
      String reason,
      String who) {}

  /** Whether it calls it harmless. */
  @JsonIgnore
  public boolean isBenign() {
    return verdict == Kind.BENIGN_POSITIVE || verdict == Kind.FALSE_POSITIVE;
  }

  /** Whether it calls it an attack. */
  @JsonIgnore
  public boolean isAttack() {
    return verdict == Kind.TRUE_POSITIVE || verdict == Kind.MISSED;
  }

  /** Tells it from others: the same thing said again, at another place, is another verdict. */
  String id() {
    return Ids.of(
        "v-",
        principal,
        String.valueOf(alertId),
        verdict.name(),
        effectiveFrom.toString(),
        Long.toString(place));
  }

  /** Who said it and why, for people. */
  public String words() {
    return (who == null ? "an analyst" : who) + (reason == null ? "" : ": " + reason);
  }

  private static String cut(String text) {
    return text == null || text.length() <= LONGEST_REASON
        ? text
        : text.substring(0, LONGEST_REASON);
  }
}
