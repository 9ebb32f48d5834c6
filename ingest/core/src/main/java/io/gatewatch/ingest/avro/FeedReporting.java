package io.gatewatch.ingest.avro;

import io.gatewatch.ingest.Feed;
import io.gatewatch.ingest.FeedCount;
import io.gatewatch.ingest.FeedReport;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;

/** Writes and reads a report field by field, in the order of FeedReport.avsc. */
final class FeedReporting {
  private FeedReporting() {}

  static void write(FeedReport report, BinaryEncoder out) throws IOException {
    out.writeString(report.writer());
    out.writeLong(report.from().toEpochMilli());
    out.writeLong(report.to().toEpochMilli());
    out.writeArrayStart();
    out.setItemCount(report.feeds().size());
    for (FeedCount count : report.feeds()) {
      out.startItem();
      write(count, out);
    }
    out.writeArrayEnd();
  }

  private static void write(FeedCount count, BinaryEncoder out) throws IOException {
    out.writeString(count.feed().tenant());
    out.writeString(count.feed().group());
    out.writeString(count.feed().format());
    out.writeString(count.feed().node());
    out.writeLong(count.accepted());
    out.writeLong(count.bytes());
    out.writeLong(count.clamped());
    out.writeLong(count.late());
    out.writeLong(count.outOfOrder());
    write(count.rejected(), out);
    write(count.filled(), out);
  }

  private static void write(SortedMap<String, Long> counts, BinaryEncoder out) throws IOException {
    out.writeMapStart();
    out.setItemCount(counts.size());
    for (Map.Entry<String, Long> entry : counts.entrySet()) {
      out.startItem();
      out.writeString(entry.getKey());
      out.writeLong(entry.getValue());
    }
    out.writeMapEnd();
  }

  static FeedReport read(CallReading texts, BinaryDecoder in) throws IOException {
    String writer = texts.text();
    Instant from = Instant.ofEpochMilli(in.readLong());
    Instant to = Instant.ofEpochMilli(in.readLong());
    List<FeedCount> feeds = new ArrayList<>();
    for (long block = in.readArrayStart(); block != 0; block = in.arrayNext()) {
      for (long i = 0; i < block; i++) {
        feeds.add(count(texts, in));
      }
    }
    return new FeedReport(writer, from, to, feeds);
  }

  /** The arguments are read in the order of the schema: Java evaluates them from left to right. */
  private static FeedCount count(CallReading texts, BinaryDecoder in) throws IOException {
    return new FeedCount(
        new Feed(texts.text(), texts.text(), texts.text(), texts.text()),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        counts(texts, in),
        counts(texts, in));
  }

  private static SortedMap<String, Long> counts(CallReading texts, BinaryDecoder in)
      throws IOException {
    TreeMap<String, Long> counts = new TreeMap<>();
    for (long block = in.readMapStart(); block != 0; block = in.mapNext()) {
      for (long i = 0; i < block; i++) {
        counts.put(texts.text(), in.readLong());
      }
    }
    return counts;
  }
}
