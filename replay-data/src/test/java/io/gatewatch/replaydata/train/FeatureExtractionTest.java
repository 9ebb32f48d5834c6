package io.gatewatch.replaydata.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.alerting.QuotaJson;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.book.IngestBook;
import io.gatewatch.ingest.config.IngestConfig;
import io.gatewatch.ingest.masking.MaskingKeys;
import io.gatewatch.models.training.TrainingRow;
import io.gatewatch.models.training.TrainingRow.Exclusion;
import io.gatewatch.models.training.TrainingRow.Told;
import io.gatewatch.replaydata.generate.GeneratedLine;
import io.gatewatch.replaydata.generate.Scenario;
import io.gatewatch.replaydata.generate.TrafficGenerator;
import io.gatewatch.replaydata.replay.HistoryReader;
import io.gatewatch.replaydata.replay.HistoryRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Half an hour of a small fleet. */
class FeatureExtractionTest {
  private static final LineContext CONTEXT = new LineContext("bank", "edge", null, null);
  private static final Scenario SCENARIO = Scenario.defaults(5, 8);
  private static final Instant START = SCENARIO.start().plus(Duration.ofHours(9));
  private static final Instant CHANGE = START.plus(Duration.ofMinutes(15));

  @TempDir private Path folder;
  private String log;

  @BeforeEach
  void generate() throws IOException {
    Path file = folder.resolve("access.ndjson");
    TrafficGenerator traffic =
        TrafficGenerator.of(SCENARIO, START, START.plus(Duration.ofMinutes(30)));
    try (OutputStream out = Files.newOutputStream(file)) {
      while (traffic.hasNext()) {
        GeneratedLine line = traffic.next();
        out.write(line.line());
        out.write('\n');
      }
    }
    log = file.toString();
  }

  @Test
  void featuresAreWhatTheObserverSeesInTheFirstObservationOfAMinute() throws IOException {
    MinuteRows observed = new MinuteRows();
    HistoryReader.calls(
        "kong",
        CONTEXT,
        settings(IngestBook.shipped()),
        List.of(log),
        observed::call,
        (s, n) -> {});
    List<TrainingRow> rows = rows(Book.shipped(), IngestBook.shipped());
    assertThat(rows).hasSizeGreaterThan(50);
    assertThat(rows.stream().map(r -> r.agent() + r.time() + r.cohort() + r.features()))
        .containsExactlyInAnyOrderElementsOf(
            observed.rows().stream()
                .map(r -> r.agent() + r.time() + r.cohort() + r.features())
                .toList());
  }

  @Test
  void rulesCountFromTheirMoment() throws IOException {
    Book book = Book.of(List.of(rules(1, Instant.EPOCH, 1_000_000), rules(2, CHANGE, 1)));
    List<TrainingRow> rows = rows(book, IngestBook.shipped());
    assertThat(rows)
        .filteredOn(r -> r.time().isBefore(CHANGE))
        .isNotEmpty()
        .allMatch(r -> r.told() == Told.NOTHING && r.excluded() == null);
    assertThat(rows)
        .filteredOn(r -> r.told() == Told.LOUD)
        .isNotEmpty()
        .allMatch(r -> r.excluded() == Exclusion.ALERT);
  }

  @Test
  void theClassOfAnAgentIsThatOfTheRegistryInForceAtItsCall() throws IOException {
    List<TrainingRow> plain = rows(Book.shipped(), IngestBook.shipped());
    TrainingRow any =
        plain.stream().filter(r -> r.time().isAfter(CHANGE)).findFirst().orElseThrow();
    String id = any.agent().substring(any.agent().indexOf("%7E") + 3);
    IngestBook book =
        IngestBook.shipped()
            .with(registry("partner", 1, Instant.EPOCH, id))
            .with(registry("batch", 2, CHANGE, id));
    List<TrainingRow> rows =
        rows(Book.shipped(), book).stream().filter(r -> r.agent().equals(any.agent())).toList();
    assertThat(rows)
        .filteredOn(r -> r.time().isBefore(CHANGE))
        .isNotEmpty()
        .allMatch(r -> r.cohort() == ApiCall.AgentClass.PARTNER);
    assertThat(rows)
        .filteredOn(r -> !r.time().isBefore(CHANGE))
        .isNotEmpty()
        .allMatch(r -> r.cohort() == ApiCall.AgentClass.BATCH);
  }

  @Test
  void rowsUnderAQuotaThatWasEnforcedAreLeftOutUntilItsExpiryOrEnd() throws IOException {
    String agent = rows(Book.shipped(), IngestBook.shipped()).get(0).agent();
    String id = agent.substring(agent.indexOf("%7E") + 3);
    assertThat(under(agent, quota(id, 5, "enforce", 0.5))).containsExactly(5, 15);
    assertThat(under(agent, quota(id, 5, "enforce", 0.5), quota(id, 8, "enforce", 1)))
        .containsExactly(5, 8);
    assertThat(under(agent, quota(id, 5, "monitor", 0.5))).isEmpty();
    assertThat(under("nobody/x/agent/y", quota("another", 5, "enforce", 0.5))).isEmpty();
    String enforced = quota(id, 5, "enforce", 0.5);
    assertThat(under(agent, enforced.replace("not_needed", "granted"))).containsExactly(5, 15);
    assertThat(under(agent, enforced.replace("not_needed", "pending"))).isEmpty();
    String forEver = "\"expiresAt\":\"2099-01-01T00:00:00Z\"";
    assertThat(under(agent, enforced.replaceFirst("\"expiresAt\":\"[^\"]+\"", forEver)))
        .as("gateways drop it by its time to live")
        .containsExactly(5, 15);
    String late = "\"issuedAt\":\"" + START.plus(Duration.ofHours(3)) + "\"";
    assertThat(under(agent, enforced.replaceFirst("\"issuedAt\":\"[^\"]+\"", late)))
        .as("it arrived expired")
        .isEmpty();
  }

  /** Between which minutes rows of the agent, and of it alone, are left out: from, before. */
  private List<Integer> under(String agent, String... quotas) throws IOException {
    List<TrainingRow> rows = new ArrayList<>();
    try (FeatureExtraction extraction = new FeatureExtraction()) {
      run(Book.shipped(), IngestBook.shipped()).heard(List.of(log), extraction, (s, n) -> {});
      for (String quota : quotas) {
        extraction.quota(QuotaJson.read(quota.getBytes(StandardCharsets.UTF_8)));
      }
      extraction.finish(null, List.of(), null, (row, share) -> rows.add(row));
    }
    List<TrainingRow> left = rows.stream().filter(r -> r.excluded() == Exclusion.QUOTA).toList();
    assertThat(left).allMatch(r -> r.agent().equals(agent));
    if (left.isEmpty()) {
      return List.of();
    }
    return List.of(minute(left.get(0)), minute(left.get(left.size() - 1)) + 1);
  }

  private static int minute(TrainingRow row) {
    return (int) Duration.between(START, row.time()).toMinutes();
  }

  private static String quota(String id, int minute, String mode, double factor) {
    Instant time = START.plus(Duration.ofMinutes(minute));
    return QuotaTexts.of(id, time, mode, factor, 600);
  }

  private static ControlRecord rules(int version, Instant from, int calls) {
    String text =
        """
        rules:
          - id: many-calls
            version: %d
            category: unusual_behaviour
            severity: medium
            thresholds: {most: %d}
            window: 1m
            condition: calls >= most
            verb: calls
            explanation: "{calls} calls"
        """
            .formatted(version, calls);
    return ControlRecord.of(ControlRecord.RULES, "given", version, from, text);
  }

  private static ControlRecord registry(String agentClass, int version, Instant from, String id) {
    String text =
        "agents:\n  - {id: %s, issuer: kong.consumer.id, name: any, class: %s}\n"
            .formatted(id, agentClass);
    return ControlRecord.of(ControlRecord.REGISTRY, "given", version, from, text);
  }

  private List<TrainingRow> rows(Book book, IngestBook reading) throws IOException {
    List<TrainingRow> rows = new ArrayList<>();
    try (FeatureExtraction extraction = new FeatureExtraction()) {
      run(book, reading).heard(List.of(log), extraction, (s, n) -> {});
      extraction.finish(null, List.of(), null, (row, share) -> rows.add(row));
    }
    return rows;
  }

  private static HistoryRun run(Book book, IngestBook reading) {
    return new HistoryRun(
        "kong",
        CONTEXT,
        settings(reading),
        book,
        AlertingConfig.defaults(),
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        Set.of());
  }

  private static ParserSettings settings(IngestBook book) {
    return new ParserSettings(MaskingKeys.wellKnown(), IngestConfig.shipped(), () -> book);
  }
}
