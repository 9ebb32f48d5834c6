package io.gatewatch.replaydata.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.detectors.Category;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.RejectJson;
import io.gatewatch.ingest.RejectRecord;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Waits on a broker until planted lines have had all their effects. */
record PlantedOutcome(String broker) {
  private static final Set<Category> TOLD =
      EnumSet.of(
          Category.SENSITIVE_DATA_EXPOSURE,
          Category.OBJECT_ENUMERATION,
          Category.CREDENTIAL_STUFFING);

  void awaitCalls(int expected) {
    try (TopicTail tail = new TopicTail(broker, LogEntry.TOPIC)) {
      tail.await(rows -> rows.calls() >= expected);
      assertThat(tail.calls()).isEqualTo(expected);
    }
  }

  /** Until there are rejects from so many pairs of a format and a way in. */
  void awaitRejects(int origins) {
    try (TopicTail tail = new TopicTail(broker, RejectRecord.TOPIC)) {
      tail.await(rows -> origins(rows).size() == origins);
    }
  }

  /** Until there are alerts of all kinds that are due, and a quota; the alerts' ids. */
  List<String> awaitAlerts() {
    try (TopicTail quotas = new TopicTail(broker, QuotaUpdate.TOPIC);
        TopicTail rows = new TopicTail(broker, Alert.TOPIC)) {
      rows.await(tail -> categories(tail).containsAll(TOLD));
      quotas.await(tail -> !tail.records().isEmpty());
      return alerts(rows).stream().map(Alert::alertId).distinct().toList();
    }
  }

  private static Set<String> origins(TopicTail rejects) {
    return rejects.records().stream()
        .map(row -> RejectJson.read(new String(row.value(), StandardCharsets.UTF_8)).origin())
        .map(origin -> origin.format() + " " + origin.source().replaceFirst(":.*", ""))
        .collect(Collectors.toSet());
  }

  private static Set<Category> categories(TopicTail rows) {
    return alerts(rows).stream().map(Alert::category).collect(Collectors.toSet());
  }

  private static List<Alert> alerts(TopicTail rows) {
    return rows.records().stream().map(row -> AlertJson.read(row.value())).toList();
  }
}
