package io.gatewatch.collector;

import io.gatewatch.ingest.FeedMeter;
import io.gatewatch.ingest.FeedReport;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.avro.LogEntryCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Gathers what the receivers' parsers counted and tells it about every 10 s, in front of the Clock
 * that ends that time. A report that the broker does not take is not told again: that time then
 * counts as one in which nobody listened.
 */
final class FeedTeller {
  private final String writer;
  private final FeedMeter total = new FeedMeter();
  private final Queue<FeedMeter> meters = new ConcurrentLinkedQueue<>();
  private volatile long promised = Long.MIN_VALUE;

  FeedTeller(String writer) {
    this.writer = writer;
  }

  /** A meter of one parser; used only while a body is being taken. */
  FeedMeter meter() {
    FeedMeter meter = new FeedMeter();
    meters.add(meter);
    return meter;
  }

  /** The latest time that a Clock promised, in ms since 1970. */
  long promised() {
    return promised;
  }

  /**
   * What is to be written in front of a Clock; called only while no body is being taken.
   *
   * @param horizonMillis how far time has come
   * @param mark what the Clock promises
   */
  List<ProducerRecord<byte[], byte[]>> before(long horizonMillis, long mark) {
    promised = mark;
    if (total.isDue(horizonMillis)) {
      meters.forEach(meter -> meter.drainInto(total));
    }
    FeedReport report = total.reportAt(writer, horizonMillis);
    if (report == null) {
      return List.of();
    }
    byte[] key = report.key().getBytes(StandardCharsets.UTF_8);
    return List.of(new ProducerRecord<>(LogEntry.TOPIC, key, new LogEntryCodec().write(report)));
  }
}
