package io.gatewatch.collector;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Clock;
import io.gatewatch.ingest.FeedMeter;
import io.gatewatch.ingest.FeedReport;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.RejectRecord;
import io.gatewatch.ingest.Repeats;
import io.gatewatch.ingest.formats.Format;
import io.gatewatch.ingest.formats.Formats;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private static final byte[] EMPTY = {};

  private final Normaliser.Settings settings;
  private final RawTopics.Owners owners;
  private final Map<String, LineParser> parsers = new HashMap<>();
  private final LowWaterMark mark;
  private final FeedMeter meter = new FeedMeter();
  private long promised = Long.MIN_VALUE;
  private ProcessorContext<byte[], Object> context;
  private Cancellable ticking;
  private String writer;

  LineNormaliser(Normaliser.Settings settings) {
    this.settings = settings;
    this.owners = settings.raw().owners();
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
    long receipt = receipt(raw.timestamp());
    mark.read(receipt);
    RecordMetadata at = context.recordMetadata().orElseThrow();
    Format format = Formats.named(RawTopics.format(at.topic()));
    LineParser parser =
        parsers.computeIfAbsent(format.name(), name -> format.parser(settings.parsing()));
    RawTopics.Owner owner = owners.of(at.topic(), raw.headers());
    byte[] body = raw.value() == null ? EMPTY : raw.value();
    LineContext line =
        new LineContext(owner.tenant(), owner.group(), null, Instant.ofEpochMilli(receipt));
    List<byte[]> lines = format.split(body);
    Repeats repeats = lines.size() > 1 ? new Repeats() : null;
    try (Timeliness.Run times = settings.timeliness().run(parser.format(), line)) {
      for (byte[] bytes : lines.isEmpty() ? List.of(body) : lines) {
        ParsedLine parsed = parser.parse(bytes, line, repeats);
        if (parsed instanceof ParsedLine.Accepted accepted) {
          forward(accepted.call(), parser.format());
          times.see(accepted.call());
          meter.accepted(accepted.call(), bytes.length, promised);
        } else if (parsed instanceof ParsedLine.Rejected rejected) {
          RejectRecord.Origin origin = origin(owner, parser.format(), at);
          forward(rejected, origin, line.receivedAt());
          meter.rejected(
              owner.tenant(), owner.group(), parser.format(), rejected.reason(), bytes.length);
        }
      }
    }
    IngestMetrics.BYTES.labelValues(parser.format()).inc(body.length);
  }

  @Override
  public void close() {
    ticking.cancel();
  }

  private void forward(ApiCall call, String format) {
    context.forward(new Record<>(utf8(call.key()), call, context.currentSystemTimeMs()), CALLS);
    IngestMetrics.CALLS.labelValues(format).inc();
  }

  /** A raw record's date is its producer's word; the line came no later than now. */
  private long receipt(long rawTimestamp) {
    long now = context.currentSystemTimeMs();
    return rawTimestamp > 0 ? Math.min(rawTimestamp, now) : now;
  }

  private void forward(
      ParsedLine.Rejected rejected, RejectRecord.Origin origin, Instant receivedAt) {
    RejectRecord reject = new RejectRecord(rejected, origin, receivedAt);
    long now = context.currentSystemTimeMs();
    context.forward(new Record<>(utf8(origin.key()), reject, now), REJECTS);
    IngestMetrics.REJECTS.labelValues(origin.format(), rejected.reason()).inc();
  }

  private void tellTime(long wallMillis) {
    long horizon = settings.horizonMillis().getAsLong();
    if (horizon == RawBacklog.NOT_YET) {
      return;
    }
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
    }
  }

  private static RejectRecord.Origin origin(
      RawTopics.Owner owner, String format, RecordMetadata at) {
    return new RejectRecord.Origin(
        owner.tenant(),
        owner.group(),
        format,
        "raw:" + at.topic() + ":" + at.partition() + ":" + at.offset());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
