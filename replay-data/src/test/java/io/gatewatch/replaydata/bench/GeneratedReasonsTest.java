package io.gatewatch.replaydata.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.collector.ControlDesk;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.judge.DetectionPipeline;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.replaydata.evaluate.Cut;
import io.gatewatch.replaydata.evaluate.Raised;
import io.gatewatch.replaydata.generate.Scenario;
import io.gatewatch.replaydata.generate.ScenarioFile;
import io.gatewatch.replaydata.generate.TrafficGenerator;
import io.gatewatch.replaydata.train.ShippedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a detector finds in a generated day of attacks, it says why, and that adds up. */
class GeneratedReasonsTest {
  private static final Duration DAYS = Duration.ofHours(36);

  @TempDir Path folder;

  @Test
  void everyFindingOfADayCarriesEvidenceThatAddsUp() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("day.yaml"),
            """
            agents: 12
            pace: 0.6
            publicHost: true
            scansPerMinute: 1
            attacks: {perDay: 60, quiet: PT24H}
            incidents: {outagesPerDay: 2}
            """);
    Scenario scenario = ScenarioFile.read(file, Scenario.defaults(77, 12)).seeded(77).with(12);
    Heard heard = new Heard(scenario);
    new BenchTraffic().play(scenario, DAYS, List.of(heard));
    TreeMap<String, Integer> speakers = new TreeMap<>();
    for (Detection detection : heard.detections) {
      speakers.merge(detection.detector(), 1, Integer::sum);
      assertThat(detection.evidence()).as(detection.title()).isNotEmpty();
      assertThat(detection.evidence().stream().mapToDouble(Evidence::contribution).sum())
          .as(detection.detector())
          .isCloseTo(1, within(1e-9));
      for (Evidence evidence : detection.evidence()) {
        assertThat(evidence.contribution()).as(detection.detector()).isBetween(0.0, 1.0);
        assertThat(Double.isFinite(evidence.value() + evidence.baseline())).isTrue();
        assertThat(evidence.value() == 0 && evidence.baseline() == 0)
            .as("nothing where nothing is usual: " + detection.detector() + " " + evidence)
            .isFalse();
      }
      if (detection.counterfactual() != null) {
        assertThat(detection.counterfactual()).startsWith("quiet ");
      }
    }
    assertThat(speakers).as("speakers").hasSizeGreaterThan(9);
  }

  /** All detectors at once: the rules that ship, the pack, the registry, the model. */
  private static final class Heard implements Approach {
    private final List<Detection> detections = new ArrayList<>();
    private final DetectionPipeline pipeline;

    Heard(Scenario scenario) {
      byte[] registry = TrafficGenerator.of(scenario, scenario.start(), null).registry();
      String rules = RuleSet.shipped().withSignatures().text();
      Book book = Book.of(List.of(record(ControlRecord.RULES, rules)));
      book.add(record(ControlRecord.REGISTRY, new String(registry, StandardCharsets.UTF_8)));
      book.add(record(ControlRecord.MODEL, ShippedModel.text()));
      pipeline = new DetectionPipeline(book, detections::add);
    }

    private static ControlRecord record(String kind, String text) {
      return ControlRecord.of(kind, ControlDesk.GIVEN, 1, Instant.EPOCH, text);
    }

    @Override
    public String name() {
      return "all detectors";
    }

    @Override
    public void call(ApiCall call, int bytes) {
      pipeline.advance(call.time().toEpochMilli() - 2_000);
      pipeline.call(call);
    }

    @Override
    public void finish() {
      pipeline.advance(Long.MAX_VALUE - 1);
    }

    @Override
    public List<Raised> alerts() {
      return List.of();
    }

    @Override
    public List<Cut> cuts() {
      return List.of();
    }
  }
}
