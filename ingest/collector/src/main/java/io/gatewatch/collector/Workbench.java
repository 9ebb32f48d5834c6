package io.gatewatch.collector;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.FeedMeter;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.RejectJson;
import io.gatewatch.ingest.RejectRecord;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.avro.LogEntryCodec;
import io.gatewatch.ingest.formats.Format;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One parser with its buffers, lent to one thread at a time: a body in, records out. */
final class Workbench {
  /** A body's records, in the order of its lines. */
  record Rows(List<ProducerRecord<byte[], byte[]>> records, IntakeReport report) {}

  private final Format format;
  private final LineParser parser;
  private final FeedTeller feeds;
  private final FeedMeter meter;
  private final LogEntryCodec codec = new LogEntryCodec();

  Workbench(Format format, ParserSettings settings, FeedTeller feeds) {
    this.format = format;
    this.feeds = feeds;
    this.meter = feeds.meter();
    this.parser = format.parser(settings);
  }

  Rows rows(byte[] body, LineContext context, Instant now) {
    RejectRecord.Origin origin =
        new RejectRecord.Origin(context.tenant(), context.group(), parser.format(), "receiver");
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    long promised = feeds.promised();
    int accepted = 0;
    int rejected = 0;
    String firstReason = null;
    for (byte[] line : format.split(body)) {
      ParsedLine parsed = parser.parse(line, context);
      if (parsed instanceof ParsedLine.Accepted call) {
        records.add(record(call.call()));
        meter.accepted(call.call(), line.length, promised);
        accepted++;
      } else if (parsed instanceof ParsedLine.Rejected reject) {
        records.add(record(new RejectRecord(reject, origin, now)));
        meter.rejected(
            context.tenant(), context.group(), parser.format(), reject.reason(), line.length);
        rejected++;
        firstReason = firstReason == null ? reject.reason() : firstReason;
        IngestMetrics.REJECTS.labelValues(parser.format(), reject.reason()).inc();
      }
    }
    IngestMetrics.CALLS.labelValues(parser.format()).inc(accepted);
    IngestMetrics.BYTES.labelValues(parser.format()).inc(body.length);
    return new Rows(records, new IntakeReport(accepted, rejected, firstReason));
  }

  private ProducerRecord<byte[], byte[]> record(ApiCall call) {
    return new ProducerRecord<>(LogEntry.TOPIC, utf8(call.key()), codec.write(call));
  }

  private static ProducerRecord<byte[], byte[]> record(RejectRecord reject) {
    return new ProducerRecord<>(
        RejectRecord.TOPIC, utf8(reject.origin().key()), utf8(RejectJson.write(reject)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
