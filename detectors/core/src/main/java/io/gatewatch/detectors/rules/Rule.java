package io.gatewatch.detectors.rules;

import static java.util.Objects.requireNonNull;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * One entry of the rule file: what an analyst may tune.
 *
 * @param id such as object-enumeration; picks the condition
 * @param version raised with each change of the condition or a threshold
 * @param thresholds by name; each condition says which it needs
 */
public record Rule(
    String id,
    int version,
    Category category,
    Severity severity,
    Detection.Mode mode,
    TreeMap<String, Double> thresholds,
    List<String> owasp,
    List<String> mitre) {
  public Rule {
    requireNonNull(id, "id");
    requireNonNull(category, "category");
    requireNonNull(severity, "severity");
    mode = mode == null ? Detection.Mode.LIVE : mode;
    thresholds = thresholds == null ? new TreeMap<>() : new TreeMap<>(thresholds);
    owasp = owasp == null ? List.of() : List.copyOf(owasp);
    mitre = mitre == null ? List.of() : List.copyOf(mitre);
  }

  /**
   * This rule, when it names no other thresholds than these.
   *
   * @throws IllegalArgumentException when it does: a mistyped name would silently change nothing
   */
  Rule with(String... known) {
    for (String name : thresholds.keySet()) {
      if (!Arrays.asList(known).contains(name)) {
        throw new IllegalArgumentException(
            "rule " + id + ": threshold " + name + " (expected: " + String.join(", ", known) + ")");
      }
    }
    return this;
  }

  /**
   * One threshold.
   *
   * @throws IllegalArgumentException when the rule file does not name it
   */
  public double threshold(String name) {
    Double value = thresholds.get(name);
    if (value == null || !(value >= 0)) {
      throw new IllegalArgumentException(
          "rule " + id + ": threshold " + name + " (expected: a number of 0 or more)");
    }
    return value;
  }
}
