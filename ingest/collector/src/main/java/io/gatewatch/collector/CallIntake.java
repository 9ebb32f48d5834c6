package io.gatewatch.collector;

import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.formats.Format;
import io.gatewatch.ingest.formats.Formats;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;

/**
 * The one door for log lines: cuts a body into lines, parses and masks them, and gives calls and
 * rejects to the writer before {@code take} returns. Safe for use by many threads.
 */
public final class CallIntake {
  /** Bytes of bodies that may wait for the broker, unless told otherwise. */
  static final long MOST_BYTES_UNDER_WAY = 64L << 20;

  private final ParserSettings settings;
  private final CallWriter writer;
  private final Lock taking;
  private final FeedTeller feeds;
  private final InstantSource wall;
  private final long mostBytesUnderWay;
  private final Map<String, Queue<Workbench>> idle = new ConcurrentHashMap<>();
  private final AtomicLong underWay = new AtomicLong();

  /**
   * @param taking held while a body is parsed and given to the writer, so that no Clock overtakes
   *     it
   * @param feeds gathers what came in
   * @param mostBytesUnderWay beyond these, bodies are refused as BUSY
   */
  CallIntake(
      ParserSettings settings,
      CallWriter writer,
      Lock taking,
      FeedTeller feeds,
      InstantSource wall,
      long mostBytesUnderWay) {
    this.settings = settings;
    this.writer = writer;
    this.taking = taking;
    this.feeds = feeds;
    this.wall = wall;
    this.mostBytesUnderWay = mostBytesUnderWay;
  }

  /** Takes a body that arrives now. */
  public CompletableFuture<IntakeReport> take(
      String format, String tenant, String group, byte[] body) {
    return take(format, tenant, group, body, wall.instant());
  }

  /**
   * Takes a body: an object, an array, or one of these a line. The answer comes when the broker has
   * every row, or fails with {@link IntakeRefused}.
   *
   * @param receivedAt when it arrived; null when it is played, and then no time is cut to it
   */
  public CompletableFuture<IntakeReport> take(
      String format, String tenant, String group, byte[] body, Instant receivedAt) {
    Format known = Formats.named(format);
    if (known == null) {
      return refused(IntakeRefused.Why.UNKNOWN_FORMAT);
    }
    if (underWay.addAndGet(body.length) > mostBytesUnderWay) {
      underWay.addAndGet(-body.length);
      return refused(IntakeRefused.Why.BUSY);
    }
    CompletableFuture<IntakeReport> stored;
    taking.lock();
    try {
      Workbench.Rows rows = rows(known, body, new LineContext(tenant, group, null, receivedAt));
      stored = writer.write(rows.records()).thenApply(done -> rows.report());
    } catch (RuntimeException e) {
      underWay.addAndGet(-body.length);
      throw e;
    } finally {
      taking.unlock();
    }
    return stored.handle(
        (report, failure) -> {
          underWay.addAndGet(-body.length);
          if (failure != null) {
            throw new IntakeRefused(IntakeRefused.Why.BROKER_AWAY, failure);
          }
          return report;
        });
  }

  private Workbench.Rows rows(Format format, byte[] body, LineContext context) {
    Queue<Workbench> benches =
        idle.computeIfAbsent(format.name(), f -> new ConcurrentLinkedQueue<>());
    Workbench free = benches.poll();
    Workbench bench = free == null ? new Workbench(format, settings, feeds) : free;
    try {
      return bench.rows(body, context, wall.instant());
    } finally {
      benches.add(bench);
    }
  }

  private static CompletableFuture<IntakeReport> refused(IntakeRefused.Why why) {
    return CompletableFuture.failedFuture(new IntakeRefused(why, null));
  }
}
