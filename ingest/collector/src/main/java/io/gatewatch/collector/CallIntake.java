package io.gatewatch.collector;

import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.formats.Format;
import io.gatewatch.ingest.formats.Formats;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;

/**
 * The one door for log lines: cuts a body into lines, parses and masks them, and gives calls and
 * rejects to the writer before {@code take} returns. Safe for use by many threads.
 */
public final class CallIntake {
  /** Bytes of bodies that may wait for the broker, unless told otherwise. */
  static final long MOST_BYTES_UNDER_WAY = 64L << 20;

  /**
   * What a line holds at least until the broker has its row, however short it is: measured on
   * 100,000 rejects of one byte each, 386 bytes a row.
   */
  static final int ROW_BYTES = 400;

  private static final String RECEIVER = "receiver";

  private final ParserSettings settings;
  private final CallWriter writer;
  private final Lock taking;
  private final FeedTeller feeds;
  private final InstantSource wall;
  private final Timeliness timeliness;
  private final Map<String, Queue<Workbench>> idle = new ConcurrentHashMap<>();
  private final ByteBudget underWay;

  /**
   * @param taking held while a body is parsed and given to the writer, so that no Clock overtakes
   *     it
   * @param feeds gathers what came in
   * @param timeliness told of every call
   * @param underWay holds what waits for the broker; when it is used up, bodies are refused as BUSY
   */
  CallIntake(
      ParserSettings settings,
      CallWriter writer,
      Lock taking,
      FeedTeller feeds,
      InstantSource wall,
      Timeliness timeliness,
      ByteBudget underWay) {
    this.settings = settings;
    this.writer = writer;
    this.taking = taking;
    this.feeds = feeds;
    this.wall = wall;
    this.timeliness = timeliness;
    this.underWay = underWay;
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
    return take(
        new Batch(format, new LineContext(tenant, group, null, receivedAt), RECEIVER, body.length),
        known -> known.split(body));
  }

  /**
   * Takes lines that arrive now and are cut already.
   *
   * @param source which way they came, for the rejects among them
   */
  CompletableFuture<IntakeReport> takeLines(
      String format, String tenant, String group, List<byte[]> lines, String source) {
    long bytes = 0;
    for (byte[] line : lines) {
      bytes += line.length;
    }
    LineContext context = new LineContext(tenant, group, null, wall.instant());
    return take(new Batch(format, context, source, bytes), known -> lines);
  }

  /** Lines that are taken together. */
  record Batch(String format, LineContext context, String source, long bytes) {}

  private CompletableFuture<IntakeReport> take(Batch batch, Function<Format, List<byte[]>> lines) {
    Format known = Formats.named(batch.format());
    if (known == null) {
      return refused(IntakeRefused.Why.UNKNOWN_FORMAT);
    }
    ByteBudget.Share held = underWay.share();
    if (!held.fits(batch.bytes())) {
      return refused(IntakeRefused.Why.BUSY);
    }
    CompletableFuture<IntakeReport> stored;
    taking.lock();
    try {
      List<byte[]> cut = lines.apply(known);
      if (!held.fits(beyondItsBytes(batch, cut.size()))) {
        held.close();
        return refused(IntakeRefused.Why.BUSY);
      }
      Workbench.Rows rows = rows(batch, known, cut);
      stored = writer.write(rows.records()).thenApply(done -> rows.report());
    } catch (RuntimeException e) {
      held.close();
      throw e;
    } finally {
      taking.unlock();
    }
    return stored.handle(
        (report, failure) -> {
          held.close();
          if (failure != null) {
            throw new IntakeRefused(IntakeRefused.Why.BROKER_AWAY, failure);
          }
          return report;
        });
  }

  /**
   * What the rows of a body hold more than its bytes. Never so much that a body which is alone
   * would not come in.
   */
  private long beyondItsBytes(Batch batch, int lines) {
    return Math.max(0, Math.min((long) lines * ROW_BYTES, underWay.most()) - batch.bytes());
  }

  private Workbench.Rows rows(Batch batch, Format known, List<byte[]> lines) {
    Queue<Workbench> benches =
        idle.computeIfAbsent(batch.format(), f -> new ConcurrentLinkedQueue<>());
    Workbench free = benches.poll();
    Workbench bench =
        free == null ? new Workbench(known.parser(settings), timeliness, feeds) : free;
    try {
      return bench.rows(lines, batch, wall.instant());
    } finally {
      benches.add(bench);
    }
  }

  private static CompletableFuture<IntakeReport> refused(IntakeRefused.Why why) {
    return CompletableFuture.failedFuture(new IntakeRefused(why, null));
  }
}
