package io.gatewatch.replaydata.train;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatch.detectors.Category;
import io.gatewatch.models.registry.PlainText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What an analyst said, as {@code schemas/verdict.schema.json} has it.
 *
 * @param principal key of whom it is about
 * @param verdict true_positive, benign_positive, false_positive, undetermined or missed
 * @param from first moment that it is about; null when it does not say
 * @param to last moment; null when it does not say
 * @param category of what was done; null when it does not say
 * @param alertId the alert that it is about; null when it does not say
 * @param reason in the analyst's words, as plain text of 200 characters at most; null when it does
 *     not say
 */
public record Verdict(
    String principal,
    String verdict,
    Instant from,
    Instant to,
    String category,
    String alertId,
    String reason) {
  private static final List<String> ATTACKS = List.of("true_positive", "missed");
  private static final List<String> BENIGN = List.of("benign_positive", "false_positive");
  private static final String UNDETERMINED = "undetermined";
  private static final int LONGEST_KEY = 1_000;
  private static final int LONGEST_QUOTE = 80;

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with one line when a field is not what it should be
   */
  public static Verdict read(JsonNode said) {
    Verdict read =
        new Verdict(
            text(said, "principal"),
            text(said, "verdict"),
            time(said, "from"),
            time(said, "to"),
            text(said, "category"),
            text(said, "alertId"),
            PlainText.of(text(said, "reason"), PlainText.REASON));
    if (read.principal == null) {
      throw new IllegalArgumentException(
          "principal: missing (expected: the key of whom it is about)");
    }
    requireKey("principal", read.principal);
    requireKey("alertId", read.alertId);
    if (!read.isAttack() && !read.isBenign() && !read.isUndetermined()) {
      throw new IllegalArgumentException(
          "verdict: "
              + PlainText.of(read.verdict, LONGEST_QUOTE)
              + " (expected: one of "
              + ATTACKS
              + ", "
              + BENIGN
              + " or "
              + UNDETERMINED
              + ")");
    }
    if ((read.from == null) != (read.to == null)
        || (read.from != null && read.to.isBefore(read.from))) {
      throw new IllegalArgumentException(
          "from: " + read.from + ", to: " + read.to + " (expected: both, in this order, or none)");
    }
    boolean known =
        read.category == null
            || Arrays.stream(Category.values()).anyMatch(c -> c.wireName().equals(read.category));
    if (!known) {
      throw new IllegalArgumentException(
          "category: "
              + PlainText.of(read.category, LONGEST_QUOTE)
              + " (expected: one of alerts, such as scraping)");
    }
    return read;
  }

  /** Whether it calls it an attack. */
  public boolean isAttack() {
    return ATTACKS.contains(String.valueOf(verdict));
  }

  boolean isBenign() {
    return BENIGN.contains(String.valueOf(verdict));
  }

  /** Whether nobody can say. */
  public boolean isUndetermined() {
    return UNDETERMINED.equals(verdict);
  }

  /** Keys and ids go to terminals and pages. */
  private static void requireKey(String field, String key) {
    if (key != null && !PlainText.is(key, LONGEST_KEY)) {
      throw new IllegalArgumentException(
          field
              + ": "
              + PlainText.of(key, LONGEST_QUOTE)
              + " (expected: no control characters, "
              + LONGEST_KEY
              + " characters at most)");
    }
  }

  private static String text(JsonNode said, String field) {
    JsonNode value = said.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new IllegalArgumentException(
          field + ": " + PlainText.of(value.toString(), LONGEST_QUOTE) + " (expected: a text)");
    }
    return value.asText();
  }

  private static Instant time(JsonNode said, String field) {
    String text = text(said, field);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          field + ": " + PlainText.of(text, LONGEST_QUOTE) + " (expected: RFC 3339, UTC)", e);
    }
  }
}
