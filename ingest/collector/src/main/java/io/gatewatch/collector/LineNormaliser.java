package io.gatewatch.collector;

import io.gatewatch.ingest.Clock;
import io.gatewatch.ingest.FeedMeter;
import io.gatewatch.ingest.FeedReport;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.RejectRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** One task of the normaliser: a writer of its own among the writers of Clocks. */
final class LineNormaliser implements Processor<byte[], byte[], byte[], Object> {
  static final String CALLS = "calls";
  static final String REJECTS = "rejects";

  private static final String TENANT = "default";
  private static final String GROUP = "default";
  private static final byte[] EMPTY = {};

  private final Normaliser.Settings settings;
  private final LineParser parser;
  private final LowWaterMark mark;
  private final FeedMeter meter = new FeedMeter();
  private long promised = Long.MIN_VALUE;
  private ProcessorContext<byte[], Object> context;
  private Cancellable ticking;
  private String writer;

  LineNormaliser(Normaliser.Settings settings) {
    this.settings = settings;
    this.parser = settings.format().parser(settings.parsing());
    this.mark = new LowWaterMark(settings.clockLag().toMillis());
  }

  @Override
  public void init(ProcessorContext<byte[], Object> processorContext) {
    context = processorContext;
    writer = settings.writer() + "/normaliser/" + context.taskId();
    ticking =
        context.schedule(Duration.ofSeconds(1), PunctuationType.WALL_CLOCK_TIME, this::tellTime);
  }

  @Override
  public void process(Record<byte[], byte[]> raw) {
    mark.read(raw.timestamp());
    byte[] body = raw.value() == null ? EMPTY : raw.value();
    Instant receivedAt = raw.timestamp() > 0 ? Instant.ofEpochMilli(raw.timestamp()) : null;
    LineContext line = new LineContext(TENANT, GROUP, null, receivedAt);
    List<byte[]> lines = settings.format().split(body);
    for (byte[] bytes : lines.isEmpty() ? List.of(body) : lines) {
      ParsedLine parsed = parser.parse(bytes, line);
      meter(parsed, line, bytes.length);
      forward(parsed, raw.timestamp());
    }
    IngestMetrics.BYTES.labelValues(parser.format()).inc(body.length);
  }

  @Override
  public void close() {
    ticking.cancel();
  }

  private void meter(ParsedLine parsed, LineContext line, int bytes) {
    if (parsed instanceof ParsedLine.Accepted accepted) {
      meter.accepted(accepted.call(), bytes, promised);
    } else if (parsed instanceof ParsedLine.Rejected rejected) {
      meter.rejected(line.tenant(), line.group(), parser.format(), rejected.reason(), bytes);
    }
  }

  private void forward(ParsedLine parsed, long rawTimestamp) {
    long now = context.currentSystemTimeMs();
    if (parsed instanceof ParsedLine.Accepted accepted) {
      context.forward(new Record<>(utf8(accepted.call().key()), accepted.call(), now), CALLS);
      IngestMetrics.CALLS.labelValues(parser.format()).inc();
    } else if (parsed instanceof ParsedLine.Rejected rejected) {
      Instant time = Instant.ofEpochMilli(rawTimestamp > 0 ? rawTimestamp : now);
      RejectRecord reject = new RejectRecord(rejected, origin(), time);
      context.forward(new Record<>(utf8(reject.origin().key()), reject, now), REJECTS);
      IngestMetrics.REJECTS.labelValues(parser.format(), rejected.reason()).inc();
    }
  }

  private void tellTime(long wallMillis) {
    long horizon = settings.horizonMillis().getAsLong();
    tellFeeds(horizon, wallMillis);
    long promise = mark.tick(horizon);
    if (mark.isKnown()) {
      promised = promise;
      Clock clock = new Clock(writer, Instant.ofEpochMilli(promise));
      byte[] key = utf8("clock/" + Principal.encode(writer));
      context.forward(new Record<>(key, clock, wallMillis), CALLS);
      IngestMetrics.CLOCK.labelValues(writer).set(promise / 1000.0);
    }
  }

  /** In front of the Clock that ends the time it speaks of. */
  private void tellFeeds(long horizon, long wallMillis) {
    FeedReport report = meter.reportAt(writer, horizon);
    if (report != null) {
      context.forward(new Record<>(utf8(report.key()), report, wallMillis), CALLS);
      IngestMetrics.count(report);
    }
  }

  private RejectRecord.Origin origin() {
    String source =
        context
            .recordMetadata()
            .map(LineNormaliser::position)
            .orElse("raw:" + Normaliser.rawTopic(parser.format()));
    return new RejectRecord.Origin(TENANT, GROUP, parser.format(), source);
  }

  private static String position(RecordMetadata at) {
    return "raw:" + at.topic() + ":" + at.partition() + ":" + at.offset();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
