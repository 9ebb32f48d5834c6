package io.gatewatch.replaydata.bench;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.Repeats;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.book.IngestBook;
import io.gatewatch.ingest.config.IngestConfig;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.ingest.masking.MaskingKeys;
import io.gatewatch.replaydata.evaluate.RunSpan;
import io.gatewatch.replaydata.evaluate.Truth;
import io.gatewatch.replaydata.evaluate.TruthFile;
import io.gatewatch.replaydata.generate.GeneratedLine;
import io.gatewatch.replaydata.generate.LabelsJson;
import io.gatewatch.replaydata.generate.Scenario;
import io.gatewatch.replaydata.generate.TrafficGenerator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Generated traffic, line by line through the parser to all approaches; no line is kept. */
final class BenchTraffic {
  private final Set<String> agents = new HashSet<>();
  private Instant first;
  private Instant last;
  private long calls;
  private Truth truth;

  /** Plays a scenario's first part, read with the bank's catalogue and registry. */
  void play(Scenario scenario, Duration span, List<Approach> approaches) {
    LineContext context = new LineContext("default", "default", null, null);
    TrafficGenerator traffic =
        TrafficGenerator.of(scenario, scenario.start(), scenario.start().plus(span));
    IngestBook book =
        IngestBook.shipped()
            .with(given(ControlRecord.CATALOG, traffic.catalog()))
            .with(given(ControlRecord.REGISTRY, traffic.registry()));
    LineParser parser =
        Formats.named("kong")
            .parser(
                new ParserSettings(MaskingKeys.wellKnown(), IngestConfig.shipped(), () -> book));
    Repeats repeats = new Repeats();
    while (traffic.hasNext()) {
      GeneratedLine line = traffic.next();
      if (parser.parse(line.line(), context, repeats) instanceof ParsedLine.Accepted accepted) {
        count(accepted.call());
        approaches.forEach(a -> a.call(accepted.call(), line.line().length));
      }
    }
    approaches.forEach(Approach::finish);
    truth = TruthFile.read(LabelsJson.write(traffic.labels()));
  }

  private static ControlRecord given(String kind, byte[] text) {
    return ControlRecord.of(
        kind, "given", 1, Instant.EPOCH, new String(text, StandardCharsets.UTF_8));
  }

  private void count(ApiCall call) {
    calls++;
    first = first == null ? call.time() : first;
    last = call.time();
    if (call.principal().kind() == Principal.Kind.AGENT) {
      agents.add(call.key());
    }
  }

  long calls() {
    return calls;
  }

  /** What was harmful in it. */
  Truth truth() {
    return truth;
  }

  RunSpan span(Duration warmup) {
    return new RunSpan(first, last, calls, agents.size(), warmup);
  }
}
