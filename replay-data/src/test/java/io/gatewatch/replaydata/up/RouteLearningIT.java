package io.gatewatch.replaydata.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.collector.Collector;
import io.gatewatch.collector.CollectorConfig;
import io.gatewatch.collector.Learning;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.book.IngestBook;
import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.replaydata.control.Positions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Route templates that two collectors' traffic teaches, published by one of them. */
class RouteLearningIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private final Random random = new Random(11);

  @Test
  void whatTrafficTeachesIsPublishedOnceThoughTwoCollectorsRun() throws Exception {
    try (EmbeddedBroker broker =
        EmbeddedBroker.start(
            new BrokerConfig(
                folder.resolve("broker"), "127.0.0.1", Ports.anyFree(), Ports.anyFree()))) {
      String servers = broker.bootstrapServers();
      Topics.createMissing(servers);
      try (Collector one = collector(servers, "one");
          Collector two = collector(servers, "two")) {
        one.intake().take("kong", "bank", "public", lines()).get();
        two.intake().take("kong", "bank", "public", lines()).get();
        Await.until("a catalogue was learned", PATIENCE, () -> versions(servers).size() >= 1);
        ControlRecord first = versions(servers).get(0);
        assertThat(first.effectiveFrom()).isAfter(Instant.now().minusSeconds(30));
        assertThat(learned(first)).contains("/shops/{id:shop}");

        two.intake().take("kong", "bank", "partners", lines()).get();
        Await.until("more was learned", PATIENCE, () -> versions(servers).size() >= 2);
        assertThat(versions(servers))
            .as("one of the two published, and only what was new")
            .extracting(ControlRecord::version)
            .containsExactly(1, 2);
        assertThat(Catalog.read(versions(servers).get(1).payload()).sources()).hasSize(2);
      }
    }
  }

  @Test
  void whatNobodyCanReadAmongTheLearnedStopsNoLearning() throws Exception {
    try (EmbeddedBroker broker =
        EmbeddedBroker.start(
            new BrokerConfig(
                folder.resolve("broker"), "127.0.0.1", Ports.anyFree(), Ports.anyFree()))) {
      String servers = broker.bootstrapServers();
      Topics.createMissing(servers);
      Positions.desk(servers)
          .publish(ControlRecord.CATALOG, IngestBook.LEARNED_CATALOG, "no catalogue");
      try (Collector one = collector(servers, "one")) {
        one.intake().take("kong", "bank", "public", lines()).get();
        Await.until("a catalogue was learned", PATIENCE, () -> versions(servers).size() >= 2);
        assertThat(versions(servers).get(1).version()).isEqualTo(2);
        assertThat(learned(versions(servers).get(1))).contains("/shops/{id:shop}");
      }
    }
  }

  private static List<String> learned(ControlRecord record) {
    return Catalog.read(record.payload()).sources().get(0).learned();
  }

  private static List<ControlRecord> versions(String servers) {
    return Positions.desk(servers).records(ControlRecord.CATALOG);
  }

  private Collector collector(String servers, String name) {
    CollectorConfig config =
        new CollectorConfig(
            servers,
            "127.0.0.1",
            0,
            Folders.make(folder.resolve("keys")),
            Folders.make(folder.resolve("state-" + name)),
            name,
            System::currentTimeMillis,
            CollectorConfig.DEFAULT_CLOCK_LAG);
    return Collector.start(config.with(new Learning(Duration.ofSeconds(1), Positions::ahead)));
  }

  private byte[] lines() {
    List<String> lines =
        IntStream.range(0, 400).mapToObj(i -> line("agent-" + i % 4)).collect(Collectors.toList());
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  private String line(String agent) {
    return ("{\"started_at\":%d,\"client_ip\":\"198.51.100.7\",\"request\":{\"method\":\"GET\","
            + "\"uri\":\"/shops/%s/orders\",\"headers\":{}},\"response\":{\"status\":200},"
            + "\"latencies\":{\"request\":5},\"service\":{\"name\":\"shops\"},"
            + "\"authenticated_entity\":{\"id\":\"c-%s\"},\"consumer\":{\"id\":\"%s\"}}")
        .formatted(System.currentTimeMillis(), name(), agent, agent);
  }

  /** Looks like a word: consonants and vowels take turns. */
  private String name() {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      name.append("bdfgklmnprst".charAt(random.nextInt(12)));
      name.append("aeiou".charAt(random.nextInt(5)));
    }
    return name.toString();
  }
}
