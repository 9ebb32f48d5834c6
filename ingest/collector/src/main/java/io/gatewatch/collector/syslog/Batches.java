package io.gatewatch.collector.syslog;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines of one channel on their way to the sink: one batch under way, the next gathering. A
 * batch that is not taken is given again until it is, or until {@code worthwhile} says no. Lives on
 * the channel's event loop; only the sink runs elsewhere.
 */
final class Batches {
  private static final Logger LOG = LoggerFactory.getLogger(Batches.class);

  /** What a line holds beside its bytes: an array's head, padding, its place in a list. */
  static final int LINE_OVERHEAD = 64;

  private static final long AGAIN_MILLIS = 250;

  private final Function<List<byte[]>, CompletableFuture<Boolean>> sink;
  private final Executor workers;
  private final EventExecutor loop;
  private final String port;
  private final BooleanSupplier worthwhile;
  private final Runnable whenTaken;
  private List<byte[]> gathering = new ArrayList<>();
  private long heldBytes;
  private boolean underWay;

  /**
   * @param worthwhile asked before a batch is given again
   * @param whenTaken run when no batch is under way any more and none is gathering
   */
  Batches(
      Function<List<byte[]>, CompletableFuture<Boolean>> sink,
      Executor workers,
      EventExecutor loop,
      String port,
      BooleanSupplier worthwhile,
      Runnable whenTaken) {
    this.sink = sink;
    this.workers = workers;
    this.loop = loop;
    this.port = port;
    this.worthwhile = worthwhile;
    this.whenTaken = whenTaken;
  }

  void add(byte[] line) {
    gathering.add(line);
    heldBytes += charge(line);
  }

  /** Bytes that a line holds. */
  static long charge(byte[] line) {
    return (long) line.length + LINE_OVERHEAD;
  }

  /** Bytes of lines, with 64 more a line, that are gathering or under way. */
  long heldBytes() {
    return heldBytes;
  }

  boolean isUnderWay() {
    return underWay;
  }

  /** Sends what has gathered, unless a batch is under way; it will go after that. */
  void send() {
    if (underWay || gathering.isEmpty()) {
      return;
    }
    List<byte[]> batch = gathering;
    gathering = new ArrayList<>();
    underWay = true;
    give(batch);
  }

  private void give(List<byte[]> batch) {
    workers.execute(
        () -> {
          CompletableFuture<Boolean> taken;
          try {
            taken = sink.apply(batch);
          } catch (RuntimeException e) {
            LOG.warn("syslog lines could not be taken: {}", e.getClass().getName());
            taken = CompletableFuture.completedFuture(false);
          }
          var unused =
              taken
                  .exceptionally(failure -> false)
                  .thenAccept(stored -> loop.execute(() -> answered(batch, stored)));
        });
  }

  private void answered(List<byte[]> batch, boolean stored) {
    if (!stored && worthwhile.getAsBoolean()) {
      var unused = loop.schedule(() -> give(batch), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      return;
    }
    if (!stored) {
      SyslogMetrics.DROPPED.labelValues(port).inc(batch.size());
    }
    for (byte[] line : batch) {
      heldBytes -= charge(line);
    }
    underWay = false;
    if (gathering.isEmpty()) {
      whenTaken.run();
    } else {
      send();
    }
  }
}
