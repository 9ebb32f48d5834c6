package io.gatewatch.replaydata.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.detectors.Detection;
import io.gatewatch.ingest.formats.Formats;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
      "topic gatewatch\\.raw\\..*|"
          + DATA
          + "broker/gatewatch\\.raw\\..*\\.log|"
          + "[a-z-]+\\.lines";

  @TempDir Path folder;

  @Test
  void nothingPlantedShowsBehindTheReaders() throws Exception {
    RunningUp.Places places = RunningUp.Places.under(folder);
    Leaks leaks;
    try (Overheard overheard = new Overheard();
        RunningUp up = RunningUp.start(places, "first");
        EdgeCollector edge = new EdgeCollector(places)) {
      ConsoleVisit console = new ConsoleVisit(up);
      WaysIntoUp ways = new WaysIntoUp(places);
      PlantedTraffic traffic = new PlantedTraffic(Instant.now().minusSeconds(2));
      leaks = new Leaks(traffic.secrets());

      List<String> alerts = sendAll(traffic, ways, edge, new PlantedOutcome(places.broker()));
      replayAll(traffic, places, leaks);

      EveryTopic.read(places.broker(), row -> leaks.lookAt("topic " + row.topic(), row));
      console.pages(alerts).forEach((page, text) -> leaks.lookAt("console " + page, text));
      assertThat(console.stream()).contains("event: alert", "event: quota");
      leaks.lookAt("console's stream", console.stream());
      leaks.lookAt("receiver's answers", ways.answers());
      assertThat(EdgeCollector.metrics()).contains("gatewatch_calls");
      leaks.lookAt("metrics of the edge", EdgeCollector.metrics());
      assertThat(overheard.text()).contains("collector edge");
      leaks.lookAt("logged here", overheard.text());
      assertThat(up.terminate()).isZero();
      leaks.lookAt("printed by up", String.join("\n", up.output()));
    }
    leaks.lookUnder(folder);
    everythingWasLookedAt(leaks);
    onlyWhatWasPlantedIsFound(leaks);
  }

  private static List<String> sendAll(
      PlantedTraffic traffic, WaysIntoUp ways, EdgeCollector edge, PlantedOutcome outcome)
      throws Exception {
    int calls = 0;
    for (String format : Formats.names()) {
      calls += send(format, traffic.whole(format), ways, edge);
    }
    outcome.awaitCalls(WAYS * calls);
    for (String format : Formats.names()) {
      send(format, traffic.cut(format), ways, edge);
    }
    outcome.awaitRejects(WAYS * Formats.names().size());
    return outcome.awaitAlerts();
  }

  /** Through all ways; how many became calls on one of them. */
  private static int send(String format, List<byte[]> lines, WaysIntoUp ways, EdgeCollector edge)
      throws Exception {
    ways.overOtlp(format, lines);
    WaysIntoUp.overSyslog(edge.port(format), lines);
    ways.overKafka(format, lines);
    return ways.overHttp(format, lines);
  }

  private void replayAll(PlantedTraffic traffic, RunningUp.Places places, Leaks leaks)
      throws Exception {
    PlantedReplays replays = new PlantedReplays(folder, leaks);
    replays.ofTheTopic(places.broker());
    replays.ofFiles(traffic);
  }

  private static void everythingWasLookedAt(Leaks leaks) {
    assertThat(leaks.places())
        .contains("topic " + Alert.TOPIC, "topic " + QuotaUpdate.TOPIC, "topic " + Detection.TOPIC)
        .contains("log-first/gatewatch.log", "replay-kong/report.html")
        .contains("replay-calls/quotas.ndjson", "output of doctor for kong")
        .anyMatch(place -> place.matches(DATA + "alerting/.*/rocksdb/.*\\.sst"))
        .anyMatch(place -> place.matches(DATA + "flink/savepoints/.*"));
  }

  private static void onlyWhatWasPlantedIsFound(Leaks leaks) {
    assertThat(leaks.found().keySet().stream().filter(place -> !place.matches(OURS))).isEmpty();
    for (String format : Formats.names()) {
      assertThat(leaks.found()).containsKeys("topic gatewatch.raw." + format, format + ".lines");
      assertThat(leaks.found().keySet())
          .anyMatch(place -> place.startsWith(DATA + "broker/gatewatch.raw." + format + "-"));
    }
  }
}
