package io.gatewatch.alerting.desk;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertVersion;
import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.alerting.Ids;
import io.gatewatch.alerting.Incidents;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * Keeps one noisy detector from flooding: so many incidents an hour and a day for a tenant and
 * gateway group, by event time in UTC, whole numbers that everybody can count again.
 *
 * <p>An incident is charged to its leading detector. It passes when one of its live detectors has
 * room, or when it is critical. What is held back is not forgotten: the incident goes on in its
 * partition, bears on quotas, and is told as soon as there is room. How many were held back is
 * itself an alert, with examples.
 */
final class RuleProtection {
  /** Who speaks of what was held back. */
  static final String DETECTOR = "guard.rule-protection@1";

  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final DeskConfig config;
  private final Incidents incidents;

  RuleProtection(AlertingConfig config) {
    this.config = config.desk();
    this.incidents = new Incidents(config);
  }

  /** Whether an incident may be told now that nobody was told of; counts it. */
  boolean admits(DeskState state, DeskEntry entry, SortedSet<String> over) {
    Alert alert = entry.heard;
    Cap free = null;
    for (String detector : entry.links.detectors()) {
      Cap cap = cap(state, alert, detector);
      boolean room =
          cap.openedInHour < config.incidentsPerHour()
              && cap.openedInDay < config.incidentsPerDay();
      free = free == null && room ? cap : free;
    }
    Cap leading = cap(state, alert, entry.links.detectors().get(0));
    if (free == null && alert.severity() != Severity.CRITICAL) {
      hold(leading, alert);
      over.add(keyOf(alert, entry.links.detectors().get(0)));
      return false;
    }
    Cap charged = free == null ? leading : free;
    charged.openedInHour++;
    charged.openedInDay++;
    return true;
  }

  private Cap cap(DeskState state, Alert alert, String detector) {
    Cap cap = state.cap(keyOf(alert, detector));
    cap.tenant = alert.tenant();
    cap.group = alert.group();
    cap.detector = detector;
    cap.reach(Math.floorDiv(alert.time().toEpochMilli(), HOUR));
    return cap;
  }

  private static String keyOf(Alert alert, String detector) {
    return alert.tenant() + "/" + alert.group() + "/" + detector;
  }

  private static void hold(Cap cap, Alert alert) {
    if (alert.version() == 1) {
      cap.heldInHour++;
      cap.heldInDay++;
      if (cap.examples.size() < Cap.EXAMPLES) {
        cap.examples.add(alert.alertId());
      }
    }
  }

  /** What there is to say of a tick's holding back, at its end. */
  List<AlertVersion> tell(DeskState state, SortedSet<String> over, Instant time) {
    List<AlertVersion> told = new ArrayList<>();
    for (String key : over) {
      Cap cap = state.cap(key);
      told.addAll(incidents.observe(cap.guard, finding(cap, time)));
    }
    for (String key : state.guarding()) {
      told.addAll(incidents.advance(state.cap(key).guard, time));
    }
    return told;
  }

  /** When the alert of what was held back closes. */
  Instant deadline(Cap cap) {
    return incidents.deadline(cap.guard);
  }

  private Detection finding(Cap cap, Instant time) {
    Entity rule = Entity.service(cap.tenant, cap.group, "detector " + cap.detector);
    String summary =
        cap.heldInHour
            + " incidents of it held back this hour, "
            + cap.heldInDay
            + " this day (told: "
            + cap.openedInHour
            + " and "
            + cap.openedInDay
            + "); such as "
            + String.join(", ", cap.examples);
    return new Detection(
        Ids.of("d-", rule.key(), DETECTOR),
        ++cap.tellings,
        time,
        cap.tenant,
        cap.group,
        rule,
        DETECTOR,
        Need.SAME,
        Category.QUOTA_GUARD,
        Severity.MEDIUM,
        1,
        Detection.Mode.LIVE,
        cap.detector + " held back: too many incidents",
        summary,
        List.of(
            new Evidence(
                "incidents_held_back", cap.heldInHour, config.incidentsPerHour(), "incidents", 1)),
        "quiet at "
            + config.incidentsPerHour()
            + " incidents an hour and "
            + config.incidentsPerDay()
            + " a day or fewer",
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Versions(null, null, null, null, null));
  }
}
