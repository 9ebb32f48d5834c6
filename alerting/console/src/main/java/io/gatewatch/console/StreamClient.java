package io.gatewatch.console;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponseWriter;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One browser that listens to the stream. All writing happens on its event loop, and never more
 * than one piece is under way: a slow browser costs a cursor, not a queue. One that falls out of
 * the journal is told to load everything anew.
 */
final class StreamClient {
  private static final int PIECE = 64 * 1024;

  private final HttpResponseWriter out;
  private final EventLoop loop;
  private final EventJournal journal;
  private final AtomicBoolean awake = new AtomicBoolean();
  private final AtomicReference<String> health = new AtomicReference<>();
  private long cursor;
  private String greeting;
  private CompletableFuture<Void> underWay;

  StreamClient(
      HttpResponseWriter out,
      EventLoop loop,
      EventJournal journal,
      long cursor,
      boolean isResumed) {
    this.out = out;
    this.loop = loop;
    this.journal = journal;
    this.cursor = cursor;
    this.greeting = "retry: 2000\n\n" + (isResumed ? "" : journal.reset(cursor));
  }

  /** There may be something to write. */
  void wake() {
    if (awake.compareAndSet(false, true)) {
      loop.execute(this::write);
    }
  }

  /** Health is state: only the last report counts, and it has no number. */
  void tell(String healthJson) {
    health.set("event: health\ndata: " + healthJson + "\n\n");
    wake();
  }

  void close() {
    out.close();
  }

  private void write() {
    awake.set(false);
    if (underWay != null || !out.isOpen()) {
      return;
    }
    String text = next();
    if (text.isEmpty() || !out.tryWrite(HttpData.ofUtf8(text))) {
      return;
    }
    underWay = out.whenConsumed().thenRunAsync(this::writeOn, loop);
  }

  private void writeOn() {
    underWay = null;
    write();
  }

  private String next() {
    StringBuilder text = new StringBuilder(greeting);
    greeting = "";
    EventJournal.Batch batch = journal.after(cursor, PIECE);
    if (batch == null) {
      cursor = journal.head();
      text.append(journal.reset(cursor));
    } else {
      cursor = batch.last();
      text.append(batch.text());
    }
    String report = health.getAndSet(null);
    return report == null ? text.toString() : text.append(report).toString();
  }
}
