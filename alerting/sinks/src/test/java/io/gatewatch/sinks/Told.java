package io.gatewatch.sinks;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.alerting.Lane;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.SampleCall;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.Versions;
import java.time.Instant;
import java.util.List;

/** An alert version to test with; {@code with…} gives a changed copy. */
public record Told(
    String id,
    int version,
    Alert.Status status,
    Alert.Activity activity,
    Severity severity,
    String title,
    String summary) {
  public static final Instant TIME = Instant.parse("2026-02-03T09:00:00Z");

  public static Told enumeration() {
    return new Told(
        "a-77e1",
        1,
        Alert.Status.NEW,
        Alert.Activity.CREATED,
        Severity.HIGH,
        "budget-buddy walks through account ids",
        "188 accounts never seen before in 5 min (usual: 2.6)");
  }

  public Told withId(String other) {
    return new Told(other, version, status, activity, severity, title, summary);
  }

  public Told graver() {
    return new Told(
        id, version + 1, status, Alert.Activity.UPDATED, Severity.CRITICAL, title, summary);
  }

  public Told closed() {
    return new Told(
        id, version + 1, Alert.Status.RESOLVED, Alert.Activity.CLOSED, severity, title, summary);
  }

  public Told with(Severity other) {
    return new Told(id, version, status, activity, other, title, summary);
  }

  public Told with(Alert.Status other) {
    return new Told(id, version, other, activity, severity, title, summary);
  }

  public Told saying(String newTitle, String newSummary) {
    return new Told(id, version, status, activity, severity, newTitle, newSummary);
  }

  public byte[] row() {
    return AlertJson.write(alert());
  }

  public Alert alert() {
    return new Alert(
        1,
        id,
        version,
        status,
        activity,
        TIME.plusSeconds(version),
        TIME,
        TIME.plusSeconds(version),
        "bank",
        "kong-public",
        Lane.SECURITY,
        new Alert.About(
            Entity.Kind.AGENT, "5d0c1a52", "budget-buddy", "bank/kong-public/agent/5d0c1a52"),
        null,
        Category.OBJECT_ENUMERATION,
        severity,
        87,
        0.93,
        title,
        summary,
        List.of(new Alert.Finding("rule.object-enumeration@3", 0.97, Detection.Mode.LIVE)),
        List.of(new Evidence("new_objects_5m", 188, 2.6, "objects", 1)),
        "quiet at 15 new accounts in 5 min or fewer",
        List.of("API1:2023"),
        List.of("T1087"),
        List.of(),
        "alerting/RUNBOOKS.md#object_enumeration",
        null,
        null,
        List.of(
            new SampleCall(TIME, "GET", "/accounts/{id}", 403, "203.0.113.7", "c-1", "trace-1")),
        new Versions(null, null, null, null, null));
  }
}
