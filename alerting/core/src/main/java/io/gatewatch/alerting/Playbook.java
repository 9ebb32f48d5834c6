package io.gatewatch.alerting;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.gatewatch.detectors.Category;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What to do about an alert, by category: the texts of {@code playbook.yaml}. */
public final class Playbook {
  private static final Map<Category, List<String>> ACTIONS = load();

  private Playbook() {}

  /** Recommended actions, most urgent first; empty when none are written. */
  public static List<String> actions(Category category) {
    return ACTIONS.getOrDefault(category, List.of());
  }

  /** Where to read on, relative to the project's root; null when nothing is written. */
  public static String runbook(Category category) {
    return actions(category).isEmpty() ? null : "alerting/RUNBOOKS.md#" + category.wireName();
  }

  private static Map<Category, List<String>> load() {
    try (InputStream in = Playbook.class.getResourceAsStream("playbook.yaml")) {
      Map<String, List<String>> texts =
          new ObjectMapper(new YAMLFactory())
              .readValue(in, new TypeReference<TreeMap<String, List<String>>>() {});
      Map<Category, List<String>> actions = new EnumMap<>(Category.class);
      for (Category category : Category.values()) {
        if (texts.containsKey(category.wireName())) {
          actions.put(category, List.copyOf(texts.get(category.wireName())));
        }
      }
      return actions;
    } catch (IOException e) {
      throw new UncheckedIOException("playbook.yaml", e);
    }
  }
}
