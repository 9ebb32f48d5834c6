package io.gatewatch.alerting.desk;

import io.gatewatch.detectors.Severity;
import java.time.Instant;
import java.util.Set;

/**
 * A person's wish not to hear of one alert for now.
 *
 * @param alertId which
 * @param since from when, the control record's moment
 * @param until an end; null when only a condition ends it
 * @param unlessGraver it ends when the severity rises above what it was then
 * @param unlessAnother it ends when a detector joins that was not there then
 * @param reason in words
 * @param by who said so; null when nobody wrote it down
 */
record Snooze(
    String alertId,
    Instant since,
    Instant until,
    boolean unlessGraver,
    boolean unlessAnother,
    String reason,
    String by) {

  /** What an alert was when it was snoozed: of that the conditions speak. */
  record Baseline(Instant since, Severity severity, Set<String> detectors) {}

  /** Whether it holds at a moment, whatever the alert says. */
  boolean isOn(Instant time) {
    return !time.isBefore(since) && (until == null || time.isBefore(until));
  }

  /** Whether an alert that says this by now is still what was snoozed. */
  boolean covers(Baseline then, Severity severity, Set<String> detectors) {
    return !(unlessGraver && severity.compareTo(then.severity()) > 0)
        && !(unlessAnother && !then.detectors().containsAll(detectors));
  }
}
