package io.gatewatch.collector;

import io.gatewatch.ingest.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every partition once a second how far time has come: horizon − lag, never going back. The
 * horizon is read first, then all bodies that are being taken are let through, then the Clock
 * follows: so no call that was taken before the horizon was read comes to lie behind its Clock.
 */
final class ClockWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClockWriter.class);

  private final CallWriter writer;
  private final String name;
  private final LongSupplier horizonMillis;
  private final long lagMillis;
  private final Lock nothingTaken;
  private final FeedTeller feeds;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "gatewatch-clock");
            thread.setDaemon(true);
            return thread;
          });
  private final LastFailure lastFailure = new LastFailure();
  private long mark = Long.MIN_VALUE;

  /**
   * @param horizonMillis the latest time that may be promised; {@link RawBacklog#NOT_YET} while
   *     none may
   * @param nothingTaken can be held only while no body is being taken
   * @param feeds what it gathered is told in front of the Clock
   */
  ClockWriter(
      CallWriter writer,
      String name,
      LongSupplier horizonMillis,
      Duration lag,
      Lock nothingTaken,
      FeedTeller feeds) {
    this.writer = writer;
    this.name = name;
    this.horizonMillis = horizonMillis;
    this.lagMillis = lag.toMillis();
    this.nothingTaken = nothingTaken;
    this.feeds = feeds;
  }

  /** Starts telling. */
  @SuppressWarnings("FutureReturnValueIgnored") // ends with the timer
  void start() {
    timer.scheduleAtFixedRate(this::tellOrWarn, 0, 1, TimeUnit.SECONDS);
  }

  /** Tells the time now. */
  @SuppressWarnings("FutureReturnValueIgnored") // a failure is warned of in the callback
  synchronized void tell() {
    long horizon = horizonMillis.getAsLong();
    if (horizon == RawBacklog.NOT_YET) {
      return;
    }
    mark = Math.max(mark, horizon - lagMillis);
    nothingTaken.lock();
    try {
      writer.write(feeds.before(horizon, mark)).whenComplete((done, failure) -> warn(failure));
      writer
          .write(new Clock(name, Instant.ofEpochMilli(mark)))
          .whenComplete((done, failure) -> told(failure));
    } finally {
      nothingTaken.unlock();
    }
    IngestMetrics.CLOCK.labelValues(name).set(mark / 1000.0);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** A timer that lets an exception through stops for ever. */
  private void tellOrWarn() {
    try {
      tell();
    } catch (RuntimeException e) {
      warn(e);
    }
  }

  private void told(Throwable failure) {
    if (failure == null) {
      lastFailure.over();
    }
    warn(failure);
  }

  private void warn(Throwable failure) {
    if (failure != null && lastFailure.isNew(failure)) {
      LOG.warn("the clock of {} could not be told: {}", name, failure.toString());
    }
  }
}
