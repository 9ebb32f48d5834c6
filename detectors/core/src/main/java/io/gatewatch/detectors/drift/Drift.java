package io.gatewatch.detectors.drift;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.Versions;
import io.gatewatch.ingest.Sha256;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelPsi;
import io.gatewatch.models.Psi;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Told to the data scientist at the end of a day: an input, or the p-value, of a week lies far from
 * what the model was made for ({@link Psi#MUCH}), two days in a row. Low when inputs have moved;
 * medium when the p-values have, since these then mean something else.
 */
final class Drift {
  /** Whose traffic it concerns: all that a model judges. */
  private static final String TENANT = "gatewatch";

  private static final String GROUP = "models";
  private static final String DETECTOR = "model-drift@1";
  private static final int DAYS_IN_A_ROW = 2;
  private static final int MOST_NAMED = 5;

  private Drift() {}

  /**
   * What the week before a day looked like.
   *
   * @return null where the week is not whole, too few agents called, or there is nothing to hold it
   *     against
   */
  static DriftReading read(DriftState state, AnomalyModel model, String cohort, long dayAfter) {
    ModelPsi measured =
        state.holdsAWeek(dayAfter) ? ModelPsi.of(model, cohort, state.week(dayAfter)) : null;
    return measured == null ? null : new DriftReading(model.version(), cohort, dayAfter, measured);
  }

  /**
   * The finding of a day's end; null when there is none.
   *
   * @param reading null when nothing could be said
   * @param mode SHADOW for a model that is not the champion: nobody hears of it
   */
  static Detection tell(
      DriftState state, DriftReading reading, Detection.Mode mode, Versions versions) {
    if (reading == null) {
      state.sees(false, 0);
      return null;
    }
    List<ModelPsi.Measured> moved =
        reading.measured().psi().stream()
            .filter(m -> m.psi() >= Psi.MUCH)
            .limit(MOST_NAMED)
            .toList();
    int days = state.sees(!moved.isEmpty(), reading.dayAfter());
    return days < DAYS_IN_A_ROW
        ? null
        : detection(reading, moved, days - DAYS_IN_A_ROW, state.since(), mode, versions);
  }

  private static Detection detection(
      DriftReading reading,
      List<ModelPsi.Measured> moved,
      int sequence,
      long since,
      Detection.Mode mode,
      Versions versions) {
    Entity entity = Entity.service(TENANT, GROUP, reading.model() + " " + reading.cohort());
    boolean scores = moved.stream().anyMatch(m -> m.input().equals(ModelPsi.P_VALUE));
    String episode = entity.key() + "|" + DETECTOR + "|" + since + "|" + mode;
    return new Detection(
        "d-" + Sha256.hex(episode).substring(0, 16),
        sequence,
        Instant.ofEpochMilli(reading.dayAfter() * DriftState.DAY_MILLIS),
        TENANT,
        GROUP,
        entity,
        DETECTOR,
        Need.SAME,
        Category.MODEL_DRIFT,
        scores ? Severity.MEDIUM : Severity.LOW,
        Math.min(0.99, moved.get(0).psi()),
        mode,
        reading.model() + " sees other " + reading.cohort() + " agents than it was trained on",
        summary(reading, moved),
        moved.stream()
            .map(m -> new Evidence(m.input(), m.psi(), Psi.MUCH, "psi", share(m, moved)))
            .toList(),
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        versions);
  }

  private static double share(ModelPsi.Measured one, List<ModelPsi.Measured> all) {
    return one.psi() / all.stream().mapToDouble(ModelPsi.Measured::psi).sum();
  }

  private static String summary(DriftReading reading, List<ModelPsi.Measured> moved) {
    StringBuilder out = new StringBuilder("in a week of ").append(reading.measured().votes());
    out.append(" agents' hours ");
    for (int i = 0; i < moved.size(); i++) {
      out.append(i == 0 ? "" : ", ").append(moved.get(i).input());
      out.append(String.format(Locale.ROOT, " has PSI %.2f", moved.get(i).psi()));
    }
    return out.append(" (").append(Psi.MUCH).append(" is much); train it anew").toString();
  }
}
