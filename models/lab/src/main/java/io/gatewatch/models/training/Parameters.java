package io.gatewatch.models.training;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A trainer's parameters, checked: each is asked for once with its range, none is left over. */
final class Parameters {
  private final Map<String, Double> given;
  private final Set<String> asked = new HashSet<>();

  Parameters(Map<String, Double> given) {
    this.given = given;
  }

  int whole(String name, int otherwise, int least, int most) {
    double value = number(name, otherwise, least, most);
    if (value != Math.rint(value)) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: a whole number)");
    }
    return (int) value;
  }

  double number(String name, double otherwise, double least, double most) {
    Double said = given(name, least, most);
    return said == null ? otherwise : said;
  }

  /** Null when nothing is said. */
  Double given(String name, double least, double most) {
    asked.add(name);
    Double value = given.get(name);
    if (value != null && !(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + least + " to " + most + ")");
    }
    return value;
  }

  /** Refuses what nobody asked for. */
  void done() {
    for (String name : given.keySet()) {
      if (!asked.contains(name)) {
        throw new IllegalArgumentException(
            "parameter "
                + name
                + " (expected: "
                + String.join(", ", new java.util.TreeSet<>(asked))
                + ")");
      }
    }
  }
}
