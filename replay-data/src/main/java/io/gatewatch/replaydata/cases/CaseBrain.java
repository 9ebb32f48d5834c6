package io.gatewatch.replaydata.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.gatewatch.collector.ControlDesk;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.book.ModelPointer;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.replaydata.train.ShippedModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rules and the model that cases are judged by, whole or with one detector taken out. The model
 * is the champion of its own cases and of its drift's, and the shadow of all others, as it is where
 * Gatewatch starts.
 */
public final class CaseBrain {
  /** How the model is called among detectors. */
  static final String MODEL = "model";

  /** How the watch over the model's drift is called. */
  static final String DRIFT = "model-drift";

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String rules;
  private final String model;

  /**
   * @param rules text of a rule file
   * @param model text of a model; null for none
   * @throws IllegalArgumentException when the rules cannot be used
   */
  public CaseBrain(String rules, String model) {
    this.rules = RuleSet.read(rules).text();
    this.model = model;
  }

  /** What ships with Gatewatch. */
  public static CaseBrain shipped() {
    return new CaseBrain(RuleSet.shipped().text(), ShippedModel.text());
  }

  /**
   * All of it.
   *
   * @param detector whose case it is, by its id without version
   * @param registry null for none
   */
  Book whole(String detector, String registry) {
    return book(rules, detector, registry);
  }

  /** All but one detector, by its id without version. */
  Book without(String detector, String registry) {
    return isOfTheModel(detector)
        ? new CaseBrain(rules, null).whole(MODEL, registry)
        : book(rulesWithout(detector), detector, registry);
  }

  /**
   * All of it, one rule with other thresholds.
   *
   * @throws IllegalArgumentException when the rule has no such threshold
   */
  Book with(String detector, Map<String, Double> thresholds, String registry) {
    JsonNode tree = tree();
    for (JsonNode rule : tree.path("rules")) {
      if (detector.equals("rule." + rule.path("id").asText())) {
        ObjectNode all = ((ObjectNode) rule).withObjectProperty("thresholds");
        thresholds.forEach(all::put);
      }
    }
    return book(text(tree), detector, registry);
  }

  /** The rules in the order of their file. */
  List<RuleEntry> entries() {
    List<RuleEntry> entries = new ArrayList<>();
    for (JsonNode rule : tree().path("rules")) {
      entries.add(
          new RuleEntry(
              "rule." + rule.path("id").asText(),
              rule.path("category").asText(),
              texts(rule.path("owasp")),
              texts(rule.path("mitre"))));
    }
    return entries;
  }

  /** Whether there is a model. */
  boolean hasModel() {
    return model != null;
  }

  /** Whether a detector is there, by its id without version. */
  boolean has(String detector) {
    return isOfTheModel(detector)
        ? hasModel()
        : entries().stream().anyMatch(rule -> rule.detector().equals(detector));
  }

  /** Whether it is there with the model alone. */
  static boolean isOfTheModel(String detector) {
    return detector.equals(MODEL) || detector.equals(DRIFT);
  }

  private String rulesWithout(String detector) {
    JsonNode tree = tree();
    ArrayNode list = (ArrayNode) tree.path("rules");
    for (int i = list.size() - 1; i >= 0; i--) {
      if (detector.equals("rule." + list.get(i).path("id").asText())) {
        list.remove(i);
      }
    }
    return text(tree);
  }

  private static String text(JsonNode tree) {
    try {
      return JSON.writeValueAsString(tree); // JSON is YAML
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree always has a JSON form", e);
    }
  }

  private JsonNode tree() {
    try {
      return YAML.readTree(rules);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("these rules were read before", e);
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private Book book(String rules, String detector, String registry) {
    Book book = Book.of(List.of(record(ControlRecord.RULES, rules)));
    if (model != null) {
      String id = isOfTheModel(detector) ? ModelPointer.CHAMPION : ModelPointer.SHADOW;
      ModelPointer.sinceEver(id, model).forEach(book::add);
    }
    if (registry != null) {
      book.add(record(ControlRecord.REGISTRY, registry));
    }
    return book;
  }

  private static ControlRecord record(String kind, String text) {
    return ControlRecord.of(kind, ControlDesk.GIVEN, 1, Instant.EPOCH, text);
  }
}
