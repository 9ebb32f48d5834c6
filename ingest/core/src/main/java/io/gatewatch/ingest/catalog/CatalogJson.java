package io.gatewatch.ingest.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A catalogue as JSON, as in {@code schemas/catalog.schema.json}. An operation is an array: method,
 * path, operation id, group, sensitivity, scope, retirement; from the group on, what is absent or
 * null is derived from the path, and written out when the catalogue is written again; a retirement
 * is written only where there is one.
 */
final class CatalogJson {
  private static final int FORM = 1;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private CatalogJson() {}

  static String write(List<CatalogSource> sources) {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("catalog", FORM);
    ArrayNode list = root.putArray("sources");
    for (CatalogSource source : sources) {
      ObjectNode node = list.addObject();
      node.put("name", source.name());
      node.put("source", source.source());
      node.put("confidence", source.confidence());
      source.basePaths().forEach(node.putArray("basePaths")::add);
      ArrayNode operations = node.putArray("operations");
      source.operations().forEach(operation -> write(operation, operations.addArray()));
      source.learned().forEach(node.putArray("learned")::add);
    }
    try {
      return MAPPER.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a catalogue could not be written as JSON", e);
    }
  }

  private static void write(CatalogOperation operation, ArrayNode out) {
    out.add(operation.method()).add(operation.path()).add(operation.operationId());
    out.add(operation.operationGroup());
    out.add(operation.sensitivity().name().toLowerCase(Locale.ROOT));
    out.add(operation.requiredScope());
    if (operation.retirement() != null) {
      out.add(operation.retirement().text());
    }
  }

  static List<CatalogSource> read(String json) {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw wrong("not JSON, at " + place(e), "a JSON object");
    }
    if (root == null || root.path("catalog").asInt() != FORM || !root.path("sources").isArray()) {
      throw wrong("no catalogue of form " + FORM, "{\"catalog\":1,\"sources\":[…]}");
    }
    List<CatalogSource> sources = new ArrayList<>();
    for (JsonNode source : root.path("sources")) {
      sources.add(source(source));
    }
    return sources;
  }

  private static CatalogSource source(JsonNode node) {
    String name = text(node, "name", "a source without a name");
    List<CatalogOperation> operations = new ArrayList<>();
    for (JsonNode operation : node.path("operations")) {
      operations.add(operation(operation, name));
    }
    String source = text(node, "source", name + " without source");
    String confidence = text(node, "confidence", name + " without confidence");
    List<String> basePaths = texts(node.path("basePaths"), name);
    List<String> learned = texts(node.path("learned"), name);
    try {
      return new CatalogSource(name, source, confidence, basePaths, operations, learned);
    } catch (IllegalArgumentException e) {
      throw wrong(name, e.getMessage());
    }
  }

  private static CatalogOperation operation(JsonNode node, String source) {
    if (!node.isArray() || node.size() < 3 || node.size() > 7) {
      throw wrong(source + ": operation " + shown(node), "[method, path, id, …] of 3 to 7");
    }
    for (JsonNode part : node) {
      if (!part.isTextual() && !part.isNull()) {
        throw wrong(source + ": operation " + shown(node), "texts");
      }
    }
    try {
      String sensitivity = text(node.path(4));
      return new CatalogOperation(
          text(node.path(0)),
          text(node.path(1)),
          text(node.path(2)),
          text(node.path(3)),
          sensitivity == null ? null : Sensitivity.valueOf(sensitivity.toUpperCase(Locale.ROOT)),
          text(node.path(5)),
          Retirement.of(text(node.path(6))));
    } catch (IllegalArgumentException | NullPointerException e) {
      throw wrong(source + ": operation " + shown(node), e.getMessage());
    }
  }

  private static List<String> texts(JsonNode array, String source) {
    List<String> texts = new ArrayList<>();
    for (JsonNode node : array) {
      if (!node.isTextual()) {
        throw wrong(source + ": " + shown(node), "a text");
      }
      texts.add(node.textValue());
    }
    return texts;
  }

  private static String text(JsonNode node, String field, String otherwise) {
    String text = text(node.path(field));
    if (text == null) {
      throw wrong(otherwise, "a text in " + field);
    }
    return text;
  }

  private static String text(JsonNode node) {
    return node.textValue();
  }

  private static String shown(JsonNode node) {
    String text = node.toString();
    return text.length() <= 120 ? text : text.substring(0, 120) + "…";
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null
        ? "its start"
        : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }

  private static IllegalArgumentException wrong(String what, String expected) {
    return new IllegalArgumentException("catalog: " + what + " (expected: " + expected + ")");
  }
}
