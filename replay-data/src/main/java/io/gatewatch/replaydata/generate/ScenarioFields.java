package io.gatewatch.replaydata.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The fields of one object in a scenario file; remembers which were asked for. */
final class ScenarioFields {
  private final String name;
  private final JsonNode node;
  private final Set<String> known = new TreeSet<>();

  private ScenarioFields(String name, JsonNode node) {
    this.name = name;
    this.node = node;
  }

  static ScenarioFields of(String name, JsonNode node) {
    if (!(node instanceof ObjectNode) && !node.isMissingNode() && !node.isNull()) {
      throw new IllegalArgumentException(name + ": " + node + " (expected: fields)");
    }
    return new ScenarioFields(name, node);
  }

  ScenarioFields inner(String field) {
    return of(field, get(field));
  }

  JsonNode list(String field) {
    JsonNode value = get(field);
    if (!value.isMissingNode() && !value.isArray()) {
      throw bad(field, value, "a list");
    }
    return value;
  }

  String text(String field) {
    JsonNode value = get(field);
    if (!value.isTextual()) {
      throw bad(field, value, "a text");
    }
    return value.asText();
  }

  long whole(String field, long otherwise) {
    JsonNode value = get(field);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw bad(field, value, "a whole number");
    }
    return value.asLong();
  }

  double number(String field, double otherwise) {
    JsonNode value = get(field);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isNumber()) {
      throw bad(field, value, "a number");
    }
    return value.asDouble();
  }

  /**
   * A time such as PT2H30M.
   *
   * @param otherwise null when the field is needed
   */
  Duration duration(String field, Duration otherwise) {
    JsonNode value = get(field);
    if (value.isMissingNode() && otherwise != null) {
      return otherwise;
    }
    try {
      return Duration.parse(value.asText());
    } catch (DateTimeException e) {
      throw bad(field, value, "a duration such as PT2H30M", e);
    }
  }

  Instant instant(String field, Instant otherwise) {
    JsonNode value = get(field);
    if (value.isMissingNode()) {
      return otherwise;
    }
    try {
      return Instant.parse(value.asText());
    } catch (DateTimeException e) {
      throw bad(field, value, "a time such as 2026-01-05T00:00:00Z", e);
    }
  }

  static AttackKind kind(String name) {
    for (AttackKind kind : AttackKind.values()) {
      if (kind.wireName().equals(name)) {
        return kind;
      }
    }
    String all = Arrays.toString(AttackKind.values()).toLowerCase(Locale.ROOT);
    throw new IllegalArgumentException("kind: " + name + " (expected: one of " + all + ")");
  }

  boolean yes(String field, boolean otherwise) {
    JsonNode value = get(field);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw bad(field, value, "true or false");
    }
    return value.asBoolean();
  }

  HeldOut heldOut(String field, HeldOut otherwise) {
    JsonNode value = get(field);
    if (value.isMissingNode()) {
      return otherwise;
    }
    for (HeldOut one : HeldOut.values()) {
      if (one.name().toLowerCase(Locale.ROOT).equals(value.asText())) {
        return one;
      }
    }
    throw bad(field, value, "with, without or only");
  }

  /** A variant of a kind; null when the field is not there. */
  AttackVariant variant(String field, AttackKind kind) {
    JsonNode value = get(field);
    if (value.isMissingNode()) {
      return null;
    }
    List<String> names = new ArrayList<>();
    for (AttackVariant variant : AttackVariant.of(kind)) {
      if (variant.wireName().equals(value.asText())) {
        return variant;
      }
      names.add(variant.wireName());
    }
    throw bad(field, value, "one of " + names);
  }

  /** Call after all fields were asked for. */
  void refuseOthers() {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String field = names.next();
      if (!known.contains(field)) {
        throw new IllegalArgumentException(
            name + "." + field + ": unknown (expected: one of " + known + ")");
      }
    }
  }

  private JsonNode get(String field) {
    known.add(field);
    JsonNode value = node.path(field);
    return value.isNull() ? MissingNode.getInstance() : value;
  }

  private IllegalArgumentException bad(String field, JsonNode value, String expected) {
    return bad(field, value, expected, null);
  }

  private IllegalArgumentException bad(
      String field, JsonNode value, String expected, Exception cause) {
    String shown = value.isMissingNode() ? "missing" : value.toString();
    return new IllegalArgumentException(
        name + "." + field + ": " + shown + " (expected: " + expected + ")", cause);
  }
}
