package io.gatewatch.replaydata.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code labels.json}. Of an attack {@code variant}, {@code heldOut}, {@code victim} and
 * {@code networks} may be missing; what is not known here is passed over. Unless it says {@code
 * "complete": true} there may have been other attacks.
 */
public final class TruthFile {
  /** Its name in the folder of a run. */
  public static final String NAME = "labels.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private TruthFile() {}

  /**
   * Reads the file's content.
   *
   * @throws IllegalArgumentException when it is no such file, with a line that says why
   */
  public static Truth read(byte[] json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
    if (root.path("schema").asInt() != 1 || !root.path("attacks").isArray()) {
      throw new IllegalArgumentException("no labels (expected: schema 1 with a list of attacks)");
    }
    List<KnownAttack> attacks = new ArrayList<>();
    for (JsonNode node : root.get("attacks")) {
      attacks.add(attack(node, "attacks[" + attacks.size() + "]"));
    }
    List<KnownEvent> benign = new ArrayList<>();
    for (JsonNode node : root.path("benign")) {
      benign.add(event(node, "benign[" + benign.size() + "]"));
    }
    JsonNode complete = root.path("complete");
    if (!complete.isMissingNode() && !complete.isBoolean()) {
      throw new IllegalArgumentException("complete: no truth value (expected: true or false)");
    }
    return new Truth(attacks, benign, complete.asBoolean());
  }

  private static KnownAttack attack(JsonNode node, String place) {
    List<String> networks = new ArrayList<>();
    node.path("networks").forEach(n -> networks.add(n.asText()));
    JsonNode victim = node.path("victim");
    try {
      return new KnownAttack(
          text(node, place, "id"),
          text(node, place, "kind"),
          node.path("variant").asText(null),
          node.path("heldOut").asBoolean(),
          text(node.path("entity"), place + ".entity", "kind"),
          text(node.path("entity"), place + ".entity", "id"),
          networks,
          victim.isObject() ? victim.path("id").asText(null) : victim.asText(null),
          time(node, place, "from"),
          time(node, place, "to"),
          node.path("calls").asLong(),
          node.path("stealth").asDouble());
    } catch (IllegalArgumentException e) {
      throw e.getMessage().startsWith(place)
          ? e
          : new IllegalArgumentException(place + "." + e.getMessage(), e);
    }
  }

  private static KnownEvent event(JsonNode node, String place) {
    JsonNode entity = node.path("entity");
    return new KnownEvent(
        text(node, place, "kind"),
        entity.path("kind").asText(null),
        entity.path("id").asText(null),
        time(node, place, "from"),
        time(node, place, "to"));
  }

  private static String text(JsonNode node, String place, String field) {
    if (!node.path(field).isTextual()) {
      throw new IllegalArgumentException(place + "." + field + ": missing (expected: a text)");
    }
    return node.get(field).asText();
  }

  private static Instant time(JsonNode node, String place, String field) {
    String text = text(node, place, field);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          place + "." + field + ": no time (expected: RFC 3339, UTC)", e);
    }
  }
}
