package io.gatewatch.sinks;

import io.gatewatch.alerting.Alert;

/** Which alerts a sink is told of. */
final class SinkFilter {
  private final SinkConfig config;

  SinkFilter(SinkConfig config) {
    this.config = config;
  }

  boolean wants(Alert alert) {
    return alert.severity().compareTo(config.severity()) >= 0
        && config.lanes().contains(alert.lane())
        && (config.tenants().isEmpty() || config.tenants().contains(alert.tenant()))
        && (config.suppressed() || alert.status() != Alert.Status.SUPPRESSED);
  }
}
