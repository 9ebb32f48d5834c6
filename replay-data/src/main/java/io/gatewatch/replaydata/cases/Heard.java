package io.gatewatch.replaydata.cases;

import io.gatewatch.alerting.Alert;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Severity;
import java.util.List;
import java.util.Locale;

/**
 * One version of an alert, as far as a case asks for it.
 *
 * @param time event time at which it was raised, epoch milliseconds
 * @param detectors those that count, not those on trial; ids without version
 */
record Heard(
    String alertId,
    long time,
    Category category,
    Expected.Whom entity,
    Severity severity,
    List<String> detectors) {

  static Heard of(Alert alert) {
    return new Heard(
        alert.alertId(),
        alert.time().toEpochMilli(),
        alert.category(),
        new Expected.Whom(
            alert.entity().kind(),
            alert.category() == Category.MODEL_DRIFT
                ? unversioned(alert.entity().id())
                : alert.entity().id()),
        alert.severity(),
        alert.detectors().stream()
            .filter(d -> d.mode() == Detection.Mode.LIVE)
            .map(d -> name(d.id()))
            .distinct()
            .toList());
  }

  /** {@code rule.x@3} is {@code rule.x}; whatever the model's version, it is {@code model}. */
  static String name(String id) {
    return id.startsWith("model.") ? CaseBrain.MODEL : id.replaceFirst("@.*", "");
  }

  /** Whatever the model's version, drift is about {@code model aisp}. */
  private static String unversioned(String modelAndClass) {
    return CaseBrain.MODEL + modelAndClass.substring(modelAndClass.lastIndexOf(' '));
  }

  /** Whether it is what was expected, whoever raised it. */
  boolean is(Expected expected, long begin) {
    return category == expected.category()
        && entity.equals(expected.entity())
        && severity.compareTo(expected.severity()) >= 0
        && time >= begin
        && time - begin <= 1000 * expected.within();
  }

  /** In words; {@code begin} is Long.MIN_VALUE when nothing begins. */
  String words(long begin) {
    return category.wireName()
        + ", "
        + severity.name().toLowerCase(Locale.ROOT)
        + ", about "
        + entity
        + (begin == Long.MIN_VALUE ? "" : " after " + Math.floorDiv(time - begin, 1000) + " s")
        + " by "
        + String.join(", ", detectors);
  }
}
