package io.gatewatch.replaydata.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/**
 * A line of {@code review.ndjson} into which a reviewer has written {@code "verdict"}: attack,
 * benign or undetermined. It labels rows as a verdict on the agent in that span does, and nothing
 * else: no running system heard it, so it ends no freeze.
 */
final class ReviewedWindow {
  private static final Map<String, String> WORDS =
      Map.of(
          "attack", "missed",
          "benign", "benign_positive",
          "undetermined", "undetermined");

  private static final String WINDOW = "window";

  private ReviewedWindow() {}

  /** Whether a verdict was made of such a line. */
  static boolean wasOne(JsonNode verdict) {
    return verdict.has(WINDOW);
  }

  static boolean is(JsonNode line) {
    return line.has("id") && line.has("agent") && !line.has("principal");
  }

  /**
   * The verdict that it is.
   *
   * @return null when nobody has said anything yet
   * @throws IllegalArgumentException with one line when it says what is none
   */
  static JsonNode verdict(JsonNode line) {
    JsonNode value = line.path("verdict");
    boolean empty = value.isTextual() && value.asText().isEmpty();
    if (value.isMissingNode() || value.isNull() || empty) {
      return null;
    }
    String said = value.isTextual() ? value.asText() : value.toString();
    if (!value.isTextual() || !WORDS.containsKey(said)) {
      throw new IllegalArgumentException(
          "verdict: " + said + " (expected: attack, benign or undetermined)");
    }
    ObjectNode verdict = line.deepCopy();
    verdict.remove("id");
    verdict.remove("agent");
    verdict.set(WINDOW, line.get("id"));
    verdict.set("principal", line.get("agent"));
    verdict.put("verdict", WORDS.get(said));
    verdict.put("effectiveFrom", line.path("to").asText());
    verdict.put("to", lastMoment(line.path("to").asText()));
    return verdict;
  }

  /** A window ends before its end, a verdict holds to its last moment. */
  private static String lastMoment(String to) {
    try {
      return Instant.parse(to).minusMillis(1).toString();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("to: " + to + " (expected: RFC 3339, UTC)", e);
    }
  }
}
