package io.gatewatch.models.training;

import io.gatewatch.models.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Why p-values may not be what they promise, as far as training can know. */
final class CalibrationWarnings {
  private CalibrationWarnings() {}

  /** So many that p-values reach 0.001. */
  private static final int MANY = 1_000;

  static List<String> of(TrainingSet set, ClassCalibrations calibrations) {
    List<String> warnings = new ArrayList<>();
    String hidden = hidden(set, calibrations);
    if (hidden != null) {
      warnings.add(hidden);
    }
    if (calibrations.agents() < ClassCalibrations.LEAST_AGENTS) {
      warnings.add(
          "p-values come from only "
              + calibrations.agents()
              + " agents: others may well be different");
    }
    TreeMap<String, Calibration> few = new TreeMap<>();
    set.calibrated().stream()
        .map(Cohorts::of)
        .distinct()
        .forEach(c -> few.put(calibrations.name(c), calibrations.of(c)));
    few.forEach(
        (name, own) -> {
          if (own.rows() < MANY) {
            warnings.add(
                String.format(
                    Locale.ROOT,
                    "p-values of %s are never below %.2g: %d minutes calibrated them",
                    name,
                    1 / (own.rows() + 1.0),
                    own.rows()));
          }
        });
    return warnings;
  }

  /** Of the calibration of which alerts hide the greatest share; null where they hide none. */
  private static String hidden(TrainingSet set, ClassCalibrations calibrations) {
    TreeMap<String, Integer> hidden = new TreeMap<>();
    TreeMap<String, Integer> counted = new TreeMap<>();
    set.underAlert().forEach((c, n) -> hidden.merge(calibrations.name(c), n, Integer::sum));
    set.calibrated().forEach(r -> counted.merge(calibrations.name(Cohorts.of(r)), 1, Integer::sum));
    if (hidden.isEmpty()) {
      return null;
    }
    int all = hidden.values().stream().mapToInt(n -> n).sum();
    String most = null;
    double share = 0;
    for (Map.Entry<String, Integer> of : hidden.entrySet()) {
      // A class of which all are hidden is held against all minutes.
      int seen = counted.getOrDefault(of.getKey(), set.calibrated().size());
      double own = (double) of.getValue() / (of.getValue() + seen);
      if (own > share) {
        share = own;
        most = of.getKey();
      }
    }
    return String.format(
        Locale.ROOT,
        "%d of %d calibrating minutes were under an alert that nobody has judged, and are left out:"
            + " were all ordinary, p-values of %s, where they are most, would be up to %.2g too"
            + " small",
        all,
        set.calibrated().size() + all,
        most,
        share);
  }
}
