package io.gatewatch.console;

import io.gatewatch.alerting.Alert;
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
import java.util.Locale;
import java.util.stream.IntStream;

/** Alerts to test with; {@code with…} returns a changed copy. */
record Samples(
    String alertId,
    int version,
    Alert.Status status,
    Instant time,
    Lane lane,
    Entity.Kind kind,
    String entityId,
    String name,
    Category category,
    Severity severity,
    int risk,
    String title,
    String summary,
    List<Evidence> evidence,
    String counterfactual,
    String quotaKey) {

  static final Instant TIME = Instant.parse("2026-02-03T09:00:00Z");

  /** An agent that walks through account ids. */
  static Samples enumeration() {
    return new Samples(
        "a-77e1",
        1,
        Alert.Status.NEW,
        TIME,
        Lane.SECURITY,
        Entity.Kind.AGENT,
        "5d0c1a52-7d7e-4b0c-9f0e-0a6f6f3f8c11",
        "budget-buddy",
        Category.OBJECT_ENUMERATION,
        Severity.HIGH,
        87,
        "budget-buddy walks through account ids",
        "188 accounts never seen before in 5 min (usual: 2.6), 84 % refused",
        List.of(
            new Evidence("new_objects_5m", 188, 2.6, "objects", 0.64),
            new Evidence("forbidden_5m", 158, 1, "calls", 0.27),
            new Evidence("client_error_share_5m", 0.84, 0.03, "share", 0.09)),
        "quiet at 15 new accounts in 5 min or fewer",
        "sample/kong-public/accounts.read/5d0c1a52-7d7e-4b0c-9f0e-0a6f6f3f8c11");
  }

  Samples withId(String id) {
    return copy(id, version, status, time, lane, risk, title, summary);
  }

  Samples withVersion(int newVersion) {
    return copy(alertId, newVersion, status, time, lane, risk, title, summary);
  }

  Samples withStatus(Alert.Status newStatus) {
    return copy(alertId, version, newStatus, time, lane, risk, title, summary);
  }

  Samples at(Instant newTime) {
    return copy(alertId, version, status, newTime, lane, risk, title, summary);
  }

  Samples inLane(Lane newLane) {
    return copy(alertId, version, status, time, newLane, risk, title, summary);
  }

  Samples withRisk(int newRisk) {
    return copy(alertId, version, status, time, lane, newRisk, title, summary);
  }

  Samples saying(String newTitle, String newSummary) {
    return copy(alertId, version, status, time, lane, risk, newTitle, newSummary);
  }

  Samples about(Entity.Kind newKind, String id, String newName) {
    return new Samples(
        alertId,
        version,
        status,
        time,
        lane,
        newKind,
        id,
        newName,
        category,
        severity,
        risk,
        title,
        summary,
        evidence,
        counterfactual,
        quotaKey);
  }

  Samples because(Category newCategory, Severity newSeverity, List<Evidence> newEvidence) {
    return new Samples(
        alertId,
        version,
        status,
        time,
        lane,
        kind,
        entityId,
        name,
        newCategory,
        newSeverity,
        risk,
        title,
        summary,
        newEvidence,
        counterfactual,
        quotaKey);
  }

  Samples quietAt(String newCounterfactual, String newQuotaKey) {
    return new Samples(
        alertId,
        version,
        status,
        time,
        lane,
        kind,
        entityId,
        name,
        category,
        severity,
        risk,
        title,
        summary,
        evidence,
        newCounterfactual,
        newQuotaKey);
  }

  private Samples copy(
      String id,
      int newVersion,
      Alert.Status newStatus,
      Instant newTime,
      Lane newLane,
      int newRisk,
      String newTitle,
      String newSummary) {
    return new Samples(
        id,
        newVersion,
        newStatus,
        newTime,
        newLane,
        kind,
        entityId,
        name,
        category,
        severity,
        newRisk,
        newTitle,
        newSummary,
        evidence,
        counterfactual,
        quotaKey);
  }

  Alert alert() {
    String detector = "rule." + category.wireName().replace('_', '-') + "@1";
    return new Alert(
        1,
        alertId,
        version,
        status,
        status == Alert.Status.RESOLVED ? Alert.Activity.CLOSED : Alert.Activity.CREATED,
        time,
        time.minusSeconds(300),
        time.minusSeconds(2),
        "sample",
        "kong-public",
        lane,
        new Alert.About(kind, entityId, name, null),
        null,
        category,
        severity,
        risk,
        0.93,
        title,
        summary,
        List.of(
            new Alert.Finding(detector, 0.97, Detection.Mode.LIVE),
            new Alert.Finding("model.usual-behaviour@1", 0.71, Detection.Mode.LIVE)),
        evidence,
        counterfactual,
        List.of("API1:2023"),
        List.of("T1087"),
        List.of(
            "Check with the agent's owner whether a new job was released",
            "Revoke the credential if nobody knows about it"),
        "alerting/RUNBOOKS.md#" + category.wireName(),
        null,
        quotaKey,
        IntStream.range(0, 8).mapToObj(this::call).toList(),
        new Versions("r-1", "m-1", "c-1", "g-1", "f-1"));
  }

  private SampleCall call(int i) {
    return new SampleCall(
        time.minusSeconds(2 + i * 3L),
        "GET",
        i % 3 == 0 ? "/accounts/{id}/balances" : "/accounts/{id}",
        i % 4 == 0 ? 200 : 403,
        "198.51.100." + (20 + i % 2),
        String.format(Locale.ROOT, "c-%s-%02d", alertId, i),
        String.format(Locale.ROOT, "4bf92f3577b34da6a3ce929d0e0e47%02x", i));
  }
}
