package io.gatewatch.models.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why p-values may not be what they promise, as far as training can know. */
final class CalibrationWarnings {
  private CalibrationWarnings() {}

  static List<String> of(TrainingSet set, ClassCalibrations calibrations) {
    List<String> warnings = new ArrayList<>();
    int hidden = set.underAlert();
    int all = set.calibrated().size() + hidden;
    if (hidden > 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%d of %d calibrating minutes were under an alert that nobody has judged, and are left"
                  + " out: were all ordinary, p-values would be up to %.2g too small",
              hidden,
              all,
              (double) hidden / all));
    }
    if (calibrations.agents() < ClassCalibrations.LEAST_AGENTS) {
      warnings.add(
          "p-values come from only "
              + calibrations.agents()
              + " agents: others may well be different");
    }
    return warnings;
  }
}
