package io.gatewatch.replaydata.evaluate;

import static java.util.Objects.requireNonNull;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.Lane;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.SampleCall;
import io.gatewatch.detectors.Severity;
import io.gatewatch.ingest.network.NetworkAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One version of an alert, as far as it matters for whether it was right.
 *
 * @param time when this version was raised
 * @param firstSeen time of the alert's first evidence
 * @param lastSeen time of its last
 * @param closed true when the version only says that it is over
 * @param detectors those that count, not those on trial
 * @param networks where its sample calls came from
 */
public record Raised(
    String alertId,
    Instant time,
    Instant firstSeen,
    Instant lastSeen,
    boolean closed,
    Lane lane,
    Entity.Kind entityKind,
    String entityId,
    Category category,
    Severity severity,
    List<String> detectors,
    List<String> networks) {

  public Raised {
    requireNonNull(alertId, "alertId");
    requireNonNull(time, "time");
    requireNonNull(entityId, "entityId");
    detectors = List.copyOf(detectors);
    networks = List.copyOf(networks);
  }

  /** What matters of an alert. */
  public static Raised of(Alert alert) {
    return new Raised(
        alert.alertId(),
        alert.time(),
        alert.firstSeen(),
        alert.lastSeen(),
        alert.activity() == Alert.Activity.CLOSED,
        alert.lane(),
        alert.entity().kind(),
        alert.entity().id(),
        alert.category(),
        alert.severity(),
        alert.detectors().stream()
            .filter(d -> d.mode() == Detection.Mode.LIVE)
            .map(Alert.Finding::id)
            .toList(),
        alert.calls().stream()
            .map(SampleCall::sourceAddress)
            .map(NetworkAddress::of)
            .filter(Objects::nonNull)
            .map(NetworkAddress::network)
            .distinct()
            .toList());
  }

  boolean isAboveLow() {
    return severity.compareTo(Severity.LOW) > 0;
  }
}
