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
 * @param id such as object-enumeration; without a condition it picks one of those that ship
 * @param version 1 or more, raised with each change of the condition or a threshold
 * @param thresholds by name; each condition says which it needs
 * @param condition in CEL; null for one that is built in, or that ships under this id
 * @param window such as 5m: what features without a window mean in condition and sentences; null
 *     for none
 * @param verb what the caller does, such as {@code is trying credentials}
 * @param explanation a sentence with {expressions}
 * @param topic what a finding is about, as a sentence with {expressions}; null for the rule itself
 * @param suppression how long a topic is not told again, such as 24h; null for a finding that lasts
 */
public record Rule(
    String id,
    int version,
    Category category,
    Severity severity,
    Detection.Mode mode,
    TreeMap<String, Double> thresholds,
    List<String> owasp,
    List<String> mitre,
    RuleText condition,
    String window,
    String verb,
    RuleText explanation,
    RuleText topic,
    String suppression) {
  public Rule {
    requireNonNull(id, "id");
    requireNonNull(category, "category");
    requireNonNull(severity, "severity");
    if (version < 1) {
      throw new IllegalArgumentException("no version of 1 or more (raise it with each change)");
    }
    mode = mode == null ? Detection.Mode.LIVE : mode;
    thresholds = thresholds == null ? new TreeMap<>() : new TreeMap<>(thresholds);
    owasp = owasp == null ? List.of() : List.copyOf(owasp);
    mitre = mitre == null ? List.of() : List.copyOf(mitre);
  }

  /** Whether it says anything that only goes with a condition in CEL. */
  boolean speaksForItself() {
    return condition != null
        || window != null
        || verb != null
        || explanation != null
        || topic != null
        || suppression != null;
  }

  /** The same numbers and tags under another rule's condition and words. */
  Rule saying(Rule other) {
    return new Rule(
        id,
        version,
        category,
        severity,
        mode,
        thresholds,
        owasp,
        mitre,
        other.condition,
        other.window,
        other.verb,
        other.explanation,
        other.topic,
        other.suppression);
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
