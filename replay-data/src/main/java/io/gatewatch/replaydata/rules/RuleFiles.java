package io.gatewatch.replaydata.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.gatewatch.detectors.rules.RuleSet;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One rule file, or a folder of them, in the order of their names. */
public final class RuleFiles {
  private static final YAMLMapper YAML = new YAMLMapper();

  private static final String ALERTS = "alerts";

  private RuleFiles() {}

  /**
   * The texts by file name; empty for a folder without *.yaml.
   *
   * @throws IOException with the name of what cannot be read
   */
  public static Map<String, String> read(Path fileOrFolder) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    if (!Files.isDirectory(fileOrFolder)) {
      texts.put(name(fileOrFolder), text(fileOrFolder));
      return texts;
    }
    List<Path> files;
    try (var all = Files.list(fileOrFolder)) {
      files = all.filter(f -> f.toString().matches(".*\\.ya?ml")).sorted().toList();
    }
    for (Path file : files) {
      texts.put(name(file), text(file));
    }
    return texts;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new IOException(file + ": not UTF-8", e);
    } catch (IOException e) {
      throw new IOException(file + ": no such file, or it cannot be read", e);
    }
  }

  /**
   * Their rules in one text: that of a single file as it is.
   *
   * @throws IllegalArgumentException with the file, the line and what is wrong
   */
  public static String joined(Map<String, String> files) {
    Map<String, String> fileOf = new TreeMap<>();
    ObjectNode all = YAML.createObjectNode();
    ArrayNode rules = YAML.createArrayNode();
    String budgetIn = null;
    for (Map.Entry<String, String> file : files.entrySet()) {
      JsonNode tree = tree(file.getKey(), file.getValue());
      if (tree.has(ALERTS)) {
        if (budgetIn != null) {
          throw new IllegalArgumentException(file.getKey() + ": " + also(budgetIn));
        }
        budgetIn = file.getKey();
        all.set(ALERTS, tree.get(ALERTS));
      }
      for (JsonNode rule : tree.path("rules")) {
        String id = rule.path("id").asText();
        String before = fileOf.put(id, file.getKey());
        if (before != null) {
          throw new IllegalArgumentException(
              file.getKey() + ": rules: rule " + id + " is also in " + before);
        }
        rules.add(rule);
      }
    }
    all.set("rules", rules);
    try {
      return files.size() == 1 ? files.values().iterator().next() : YAML.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rules always have a YAML form", e);
    }
  }

  /** Whether a rule file says how many alerts chance may bring, which one of several may. */
  static boolean saysAlerts(String text) {
    try {
      return YAML.readTree(text).has(ALERTS);
    } catch (JsonProcessingException e) {
      return false; // What is wrong with it is told otherwise.
    }
  }

  /** What is wrong with a second file that does. */
  static String also(String before) {
    return "rules: alerts is also in " + before;
  }

  private static JsonNode tree(String file, String text) {
    try {
      RuleSet.read(text);
      return YAML.readTree(text);
    } catch (IllegalArgumentException | JsonProcessingException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }
}
