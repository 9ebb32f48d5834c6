package io.gatewatch.alerting.desk;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.Links;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.SampleCall;
import io.gatewatch.ingest.config.Globs;
import io.gatewatch.ingest.config.Where;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Announced work: whom it concerns, when, and what it explains.
 *
 * @param id names it
 * @param reason in words
 * @param where tenants and gateway groups; everywhere without
 * @param agents ids or names, {@code *} stands for any text; everybody without
 * @param routes route templates, {@code *} stands for any text: all sample calls must be there; all
 *     routes without
 * @param categories what it explains; {@link #EXPLAINED} without
 * @param when its times
 * @param by who announced it; null when nobody was named
 */
record MaintenanceWindow(
    String id,
    String reason,
    List<Where> where,
    List<String> agents,
    List<String> routes,
    Set<Category> categories,
    WindowTimes when,
    String by) {
  /**
   * What work on a client, a service or a gateway brings about: other volumes, order, hours and
   * errors. What somebody takes that is not his, or tries on others' accounts, it does not explain.
   */
  static final Set<Category> EXPLAINED =
      EnumSet.of(
          Category.VOLUME_SPIKE,
          Category.VOLUME_RAMP,
          Category.SEQUENCE_ANOMALY,
          Category.RUNAWAY_LOOP,
          Category.CLIENT_FAULT,
          Category.SERVICE_DEGRADED,
          Category.SILENCE,
          Category.OFF_HOURS,
          Category.TELEMETRY_GAP,
          Category.MODEL_DRIFT,
          Category.UNUSUAL_BEHAVIOUR);

  /** Whether it explains all of an alert: all of its findings, and since it began. */
  boolean explains(Alert alert, Links links) {
    return where.stream().anyMatch(w -> w.matches(alert.tenant(), alert.group()))
        && categories.contains(alert.category())
        && categories.containsAll(links.categories())
        && isAboutCaller(alert)
        && isAboutRoutes(alert)
        && when.hold(alert.firstSeen(), alert.lastSeen());
  }

  private boolean isAboutCaller(Alert alert) {
    Alert.About about = alert.entity();
    return agents.isEmpty()
        || (about.kind() == Entity.Kind.AGENT
            && agents.stream()
                .anyMatch(
                    glob ->
                        Globs.matches(glob, about.id())
                            || (about.name() != null && Globs.matches(glob, about.name()))));
  }

  private boolean isAboutRoutes(Alert alert) {
    if (routes.isEmpty()) {
      return true;
    }
    if (alert.entity().kind() == Entity.Kind.ROUTE) {
      return isRoute(alert.entity().id());
    }
    List<SampleCall> calls = alert.calls();
    return !calls.isEmpty()
        && calls.stream().allMatch(c -> c.route() != null && isRoute(c.route()));
  }

  private boolean isRoute(String route) {
    return routes.stream().anyMatch(glob -> Globs.matches(glob, route));
  }
}
