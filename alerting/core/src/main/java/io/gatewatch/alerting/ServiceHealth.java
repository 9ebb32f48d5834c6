package io.gatewatch.alerting;

import io.gatewatch.detectors.Category;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a service of a gateway group is sick: what the governor is told of an alert of category
 * service_degraded.
 *
 * @param version of the alert
 * @param sick until the alert is closed
 */
public record ServiceHealth(
    String tenant, String group, String alertId, int version, Instant time, boolean sick) {

  /** What an alert says of a service's health; empty when it says nothing. */
  public static Optional<ServiceHealth> of(Alert alert) {
    return alert.category() == Category.SERVICE_DEGRADED
        ? Optional.of(
            new ServiceHealth(
                alert.tenant(),
                alert.group(),
                alert.alertId(),
                alert.version(),
                alert.time(),
                alert.activity() != Alert.Activity.CLOSED))
        : Optional.empty();
  }
}
