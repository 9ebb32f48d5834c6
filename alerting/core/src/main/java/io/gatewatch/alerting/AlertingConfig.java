package io.gatewatch.alerting;

import static java.util.Objects.requireNonNull;

import io.gatewatch.alerting.desk.DeskConfig;

/** All numbers of the alerting fold. Same numbers and same detections: same alerts and quotas. */
public record AlertingConfig(IncidentConfig incidents, QuotaPolicyConfig quotas, DeskConfig desk) {
  public AlertingConfig {
    requireNonNull(desk, "desk");
    requireNonNull(incidents, "incidents");
    requireNonNull(quotas, "quotas");
  }

  /** With the desk's usual numbers. */
  public AlertingConfig(IncidentConfig incidents, QuotaPolicyConfig quotas) {
    this(incidents, quotas, DeskConfig.defaults());
  }

  /** What holds when nobody says otherwise: every quota is published as monitor only. */
  public static AlertingConfig defaults() {
    return new AlertingConfig(IncidentConfig.defaults(), QuotaPolicyConfig.defaults());
  }

  /** The same with a quota mode for a tenant and group, see {@link QuotaPolicyConfig#withMode}. */
  public AlertingConfig withMode(String tenantAndGroup, QuotaMode mode) {
    return new AlertingConfig(incidents, quotas.withMode(tenantAndGroup, mode), desk);
  }

  /** The same with so many agents in each gateway group while no use was heard of. */
  public AlertingConfig withActiveAgents(int agents) {
    return new AlertingConfig(
        incidents, quotas.withBounds(quotas.bounds().withActiveAgents(agents)), desk);
  }

  /** The same with other numbers of the desk. */
  public AlertingConfig with(DeskConfig other) {
    return new AlertingConfig(incidents, quotas, other);
  }
}
