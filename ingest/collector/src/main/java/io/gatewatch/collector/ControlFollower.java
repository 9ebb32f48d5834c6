package io.gatewatch.collector;

import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.book.IngestBook;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The book that lines are read by, kept as new as {@code gatewatch.control}: read to its end before
 * the first line is taken, then followed. Parsers ask for the book at each call; each book is
 * immutable. A record that cannot be used leaves the book as it is.
 */
final class ControlFollower implements Supplier<IngestBook>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlFollower.class);
  private static final Set<String> KINDS = Set.of(ControlRecord.CATALOG, ControlRecord.REGISTRY);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final ControlLog log;
  private final AtomicReference<IngestBook> book = new AtomicReference<>(IngestBook.empty());
  private final Thread thread = new Thread(this::follow, "gatewatch-control");
  private volatile boolean closed;

  ControlFollower(ControlLog log) {
    this.log = log;
    take(log.readToEnd());
    thread.setDaemon(true);
  }

  /**
   * Reads all that stands on the topic now, and follows it from then on.
   *
   * @throws KafkaException when no broker answers
   */
  static ControlFollower start(String bootstrapServers) {
    ControlFollower follower = new ControlFollower(ControlLog.open(bootstrapServers, KINDS));
    follower.thread.start();
    return follower;
  }

  @Override
  public IngestBook get() {
    return book.get();
  }

  /** Adds records to the book. */
  void take(List<ControlRecord> records) {
    IngestBook changed = book.get();
    for (ControlRecord record : records) {
      changed = with(changed, record);
    }
    book.set(changed);
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    log.wakeup();
    thread.join(CLOSE.toMillis());
    if (!thread.isAlive()) {
      log.close();
    }
  }

  private static IngestBook with(IngestBook book, ControlRecord record) {
    try {
      IngestBook more = book.with(record);
      IngestMetrics.CONTROL.labelValues(record.kind()).inc();
      LOG.info("control record {} counts from {}", record.key(), record.effectiveFrom());
      return more;
    } catch (IllegalArgumentException e) {
      ControlLog.refuse(record.key());
      return book;
    }
  }

  private void follow() {
    while (!closed) {
      try {
        take(log.poll(POLL));
      } catch (WakeupException e) {
        // Closing: the loop's condition says so.
      } catch (KafkaException e) {
        LOG.warn("control is not followed for the moment: {}", e.toString());
      }
    }
  }
}
