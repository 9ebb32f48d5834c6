package io.gatewatch.collector;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.FeedMeter;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.RejectJson;
import io.gatewatch.ingest.RejectRecord;
import io.gatewatch.ingest.Repeats;
import io.gatewatch.ingest.avro.LogEntryCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One parser with its buffers, lent to one thread at a time: a body in, records out. */
final class Workbench {
  /** A body's records, in the order of its lines. */
  record Rows(List<ProducerRecord<byte[], byte[]>> records, IntakeReport report) {}

  private final LineParser parser;
  private final Timeliness timeliness;
  private final FeedTeller feeds;
  private final FeedMeter meter;
  private final LogEntryCodec codec = new LogEntryCodec();

  Workbench(LineParser parser, Timeliness timeliness, FeedTeller feeds) {
    this.parser = parser;
    this.timeliness = timeliness;
    this.feeds = feeds;
    this.meter = feeds.meter();
  }

  Rows rows(List<byte[]> lines, CallIntake.Batch batch, Instant now) {
    LineContext context = batch.context();
    RejectRecord.Origin origin =
        new RejectRecord.Origin(context.tenant(), context.group(), parser.format(), batch.source());
    Timeliness.Run times = timeliness.run(parser.format(), context);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(lines.size());
    long promised = feeds.promised();
    int accepted = 0;
    int rejected = 0;
    String firstReason = null;
    int firstRejected = 0;
    Repeats repeats = new Repeats();
    for (byte[] line : lines) {
      ParsedLine parsed = parser.parse(line, context, repeats);
      if (parsed instanceof ParsedLine.Accepted call) {
        records.add(record(call.call()));
        times.see(call.call());
        meter.accepted(call.call(), line.length, promised);
        accepted++;
      } else if (parsed instanceof ParsedLine.Rejected reject) {
        records.add(record(new RejectRecord(reject, origin, now)));
        meter.rejected(
            context.tenant(), context.group(), parser.format(), reject.reason(), line.length);
        rejected++;
        if (firstReason == null) {
          firstReason = reject.reason();
          firstRejected = accepted + rejected;
        }
        IngestMetrics.REJECTS.labelValues(parser.format(), reject.reason()).inc();
      }
    }
    times.close();
    IngestMetrics.CALLS.labelValues(parser.format()).inc(accepted);
    IngestMetrics.BYTES.labelValues(parser.format()).inc(batch.bytes());
    return new Rows(records, new IntakeReport(accepted, rejected, firstReason, firstRejected));
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
