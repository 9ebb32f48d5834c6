package io.gatewatch.models.training;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The trainers that a recipe may name. */
public final class Trainers {
  private static final Map<String, Trainer> BY_NAME =
      new TreeMap<>(
          Map.of(
              "kmeans", new KMeans(),
              "one-class", new OneClass(),
              "linear", new Linear(),
              "random-forest", new Forest(),
              "xgboost", new Boosted()));

  /** Their names. */
  public static final List<String> NAMES = List.copyOf(BY_NAME.keySet());

  /** What a recipe of a model names that was trained elsewhere ({@link OnnxImport}). */
  public static final String IMPORTED = "onnx";

  private Trainers() {}

  static Trainer named(String name) {
    check(name);
    if (name.equals(IMPORTED)) {
      throw new IllegalArgumentException(
          "trainer: onnx is imported, not trained (expected: one of " + NAMES + ")");
    }
    return BY_NAME.get(name);
  }

  /**
   * Refuses parameters that a trainer has not got, or out of their range, before any row is read.
   *
   * @param searched values to choose from; null for none
   */
  static void check(
      String name, Map<String, Double> parameters, Map<String, List<Double>> searched) {
    Trainer trainer = BY_NAME.get(name);
    if (trainer == null) {
      // An import asks for none, and says so itself.
      return;
    }
    trainer.check(new Parameters(parameters));
    if (searched != null) {
      searched.forEach(
          (parameter, values) -> {
            for (Double value : values) {
              TreeMap<String, Double> one = new TreeMap<>(parameters);
              one.put(parameter, value);
              trainer.check(new Parameters(one));
            }
          });
    }
  }

  static void check(String name) {
    if (name == null || !(BY_NAME.containsKey(name) || name.equals(IMPORTED))) {
      throw new IllegalArgumentException(
          "trainer: " + name + " (expected: one of " + NAMES + ", or onnx for an import)");
    }
  }
}
