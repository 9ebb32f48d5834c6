package io.gatewatch.replaydata.up;

import io.gatewatch.replaydata.up.KeptConnection.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** An agent that calls at a steady pace over one kept connection, until it is stopped. */
final class PacedCaller implements AutoCloseable {
  private final KeptConnection connection;
  private final long everyNanos;
  private final List<String> paths;
  private final Thread thread = new Thread(this::run, "caller");
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private volatile boolean stopped;
  private volatile long firstCall;
  private volatile long firstRefusal;
  private Exception failed;

  /**
   * @param paths called one after the other, again and again
   */
  PacedCaller(KeptConnection connection, double perSecond, List<String> paths) {
    this.connection = connection;
    this.paths = List.copyOf(paths);
    this.everyNanos = (long) (1e9 / perSecond);
    thread.setDaemon(true);
  }

  PacedCaller begin() {
    thread.start();
    return this;
  }

  /** So many answers with this status. */
  synchronized int answered(int status) {
    return statuses.getOrDefault(status, 0);
  }

  /** All answers by status. */
  synchronized Map<Integer, Integer> statuses() {
    return new TreeMap<>(statuses);
  }

  synchronized Exception failed() {
    return failed;
  }

  /** From its first call to its first 429 from a quota of ours; waits for it. */
  long millisToFirstRefusal(long withinMillis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(withinMillis);
    while (firstRefusal == 0) {
      if (System.nanoTime() > deadline) {
        return Long.MAX_VALUE;
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
    return TimeUnit.NANOSECONDS.toMillis(firstRefusal - firstCall);
  }

  /** When its first 429 came, by the wall clock; only after it has come. */
  long firstRefusalAtMillis() {
    long ago = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - firstRefusal);
    return System.currentTimeMillis() - ago;
  }

  /** Whether for two seconds, beginning within this time, no call was refused. */
  boolean isFreeWithin(Duration time) throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < deadline) {
      int refused = answered(429);
      TimeUnit.SECONDS.sleep(2);
      if (answered(429) == refused) {
        return true;
      }
    }
    return false;
  }

  private void run() {
    int call = 0;
    try (connection) {
      long due = System.nanoTime();
      firstCall = due;
      while (!stopped) {
        TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
        // A caller that was held up does not make up for it in a burst.
        due = Math.max(due + everyNanos, System.nanoTime());
        count(connection.get(paths.get(call++ % paths.size())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      synchronized (this) {
        failed = e;
      }
    }
  }

  private synchronized void count(Answer answer) {
    statuses.merge(answer.status(), 1, Integer::sum);
    if (answer.quota() != null && firstRefusal == 0) {
      firstRefusal = System.nanoTime();
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join(5_000);
  }
}
