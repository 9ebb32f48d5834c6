package io.gatewatch.replaydata.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.collector.Collector;
import io.gatewatch.collector.CollectorConfig;
import io.gatewatch.collector.WaysIn;
import io.gatewatch.collector.syslog.SyslogListener;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.RejectJson;
import io.gatewatch.ingest.RejectRecord;
import io.gatewatch.ingest.formats.Formats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole system, and lines full of secrets through every way into it until alerts and quotas
 * come out: what was planted shows on the raw topics and in the files that the test itself writes,
 * which proves the search, and nowhere else.
 */
class NothingPlantedShowsIT {
  private static final int WAYS = 4;
  private static final String DATA = "some data/without-sample/";

  /** Where the planted lines themselves are: what a gateway wrote to Kafka, what was replayed. */
  private static final String OURS =
      "topic gatewatch\\.raw\\..*|" + DATA + "broker/gatewatch\\.raw\\..*\\.log|[a-z-]+\\.lines";

  private static final Set<Category> EXPECTED =
      EnumSet.of(
          Category.SENSITIVE_DATA_EXPOSURE,
          Category.OBJECT_ENUMERATION,
          Category.CREDENTIAL_STUFFING);

  @TempDir Path folder;

  @Test
  void nothingPlantedShowsBehindTheReaders() throws Exception {
    RunningUp.Places places = RunningUp.Places.under(folder);
    Leaks leaks;
    try (Overheard overheard = new Overheard();
        RunningUp up = RunningUp.start(places, "first");
        Collector edge = Collector.start(edge(places))) {
      ConsoleVisit console = new ConsoleVisit(up);
      PlantedTraffic traffic = new PlantedTraffic(Instant.now().minusSeconds(2));
      leaks = new Leaks(traffic.secrets());
      WaysIntoUp ways = new WaysIntoUp(places);
      int calls = 0;
      for (String format : Formats.names()) {
        calls += send(format, traffic.whole(format), ways, edge);
      }
      awaitCalls(places, WAYS * calls);
      for (String format : Formats.names()) {
        send(format, traffic.cut(format), ways, edge);
      }
      awaitRejects(places);
      List<String> alerts = awaitAlerts(places);

      PlantedReplays replays = new PlantedReplays(folder, leaks);
      replays.ofTheTopic(places.broker());
      replays.ofFiles(traffic);
      EveryTopic.read(places.broker(), row -> leaks.lookAt("topic " + row.topic(), row));
      console.pages(alerts).forEach((page, text) -> leaks.lookAt("console " + page, text));
      assertThat(console.stream()).contains("event: alert", "event: quota");
      leaks.lookAt("console's stream", console.stream());
      leaks.lookAt("receiver's answers", ways.answers());
      leaks.lookAt("metrics of the edge", metrics());
      leaks.lookAt("logged here", overheard.text());
      assertThat(overheard.text()).contains("collector edge");
      assertThat(up.terminate()).isZero();
      leaks.lookAt("printed by up", String.join("\n", up.output()));
    }
    leaks.lookUnder(folder);
    assertThat(leaks.places())
        .contains("topic " + Alert.TOPIC, "topic " + QuotaUpdate.TOPIC, "topic " + Detection.TOPIC)
        .contains(
            "log-first/gatewatch.log", "replay-kong/report.html", "replay-calls/quotas.ndjson")
        .anyMatch(place -> place.matches(DATA + "alerting/.*/rocksdb/.*\\.sst"))
        .anyMatch(place -> place.matches(DATA + "flink/savepoints/.*"));
    assertThat(leaks.found().keySet().stream().filter(place -> !place.matches(OURS))).isEmpty();
    for (String format : Formats.names()) {
      assertThat(leaks.found())
          .containsKeys("topic gatewatch.raw." + format, format + ".lines")
          .anySatisfy(
              (place, sort) ->
                  assertThat(place).startsWith(DATA + "broker/gatewatch.raw." + format + "-"));
    }
  }

  /** Through all ways; how many became calls on one of them. */
  private static int send(String format, List<byte[]> lines, WaysIntoUp ways, Collector edge)
      throws Exception {
    int port = edge.syslogPorts().get(Formats.names().indexOf(format));
    ways.overOtlp(format, lines);
    WaysIntoUp.overSyslog(port, lines);
    ways.overKafka(format, lines);
    return ways.overHttp(format, lines);
  }

  private static void awaitCalls(RunningUp.Places places, int expected) {
    try (TopicTail tail = new TopicTail(places.broker(), LogEntry.TOPIC)) {
      tail.await(rows -> rows.calls() >= expected);
      assertThat(tail.calls()).isEqualTo(expected);
    }
  }

  /** Of every format, from every way in. */
  private static void awaitRejects(RunningUp.Places places) {
    try (TopicTail tail = new TopicTail(places.broker(), RejectRecord.TOPIC)) {
      tail.await(rows -> origins(rows).size() == WAYS * Formats.names().size());
    }
  }

  private static Set<String> origins(TopicTail rejects) {
    return rejects.records().stream()
        .map(row -> RejectJson.read(new String(row.value(), StandardCharsets.UTF_8)).origin())
        .map(origin -> origin.format() + " " + origin.source().replaceFirst(":.*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Alerts of every expected kind, and a quota; the alerts' ids. */
  private static List<String> awaitAlerts(RunningUp.Places places) {
    try (TopicTail quotas = new TopicTail(places.broker(), QuotaUpdate.TOPIC);
        TopicTail rows = new TopicTail(places.broker(), Alert.TOPIC)) {
      rows.await(
          tail ->
              alerts(tail).stream()
                  .map(Alert::category)
                  .collect(Collectors.toSet())
                  .containsAll(EXPECTED));
      quotas.await(tail -> !tail.records().isEmpty());
      return alerts(rows).stream().map(Alert::alertId).distinct().toList();
    }
  }

  private static List<Alert> alerts(TopicTail rows) {
    return rows.records().stream().map(row -> AlertJson.read(row.value())).toList();
  }

  private static String metrics() {
    StringBuilder all = new StringBuilder();
    for (MetricSnapshot metric : PrometheusRegistry.defaultRegistry.scrape()) {
      metric
          .getDataPoints()
          .forEach(
              point ->
                  all.append(metric.getMetadata().getName())
                      .append(point.getLabels())
                      .append('\n'));
    }
    assertThat(all).contains("gatewatch_calls");
    return all.toString();
  }

  /** A second collector, for syslog: one port for each format. */
  private CollectorConfig edge(RunningUp.Places places) {
    Path keys = folder.resolve("some data/without-sample/keys");
    return new CollectorConfig(
            places.broker(),
            "127.0.0.1",
            0,
            keys,
            Folders.make(folder.resolve("edge")),
            "edge",
            System::currentTimeMillis,
            CollectorConfig.DEFAULT_CLOCK_LAG)
        .with(
            WaysIn.of(keys)
                .withSyslog(
                    Formats.names().stream()
                        .map(
                            format ->
                                SyslogListener.onLoopback(
                                    SyslogListener.Protocol.TCP, 0, "default", "default", format))
                        .toList()));
  }
}
