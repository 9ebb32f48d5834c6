package io.gatewatch.replaydata.up;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** An agent that calls at a steady pace over one kept connection, until it is stopped. */
final class PacedCaller implements AutoCloseable {
  private final int port;
  private final String key;
  private final long everyNanos;
  private final List<String> paths;
  private final Thread thread = new Thread(this::run, "caller");
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private volatile boolean stopped;
  private volatile long firstCall;
  private volatile long firstRefusal;
  private IOException failed;

  /**
   * @param paths called one after the other, again and again
   */
  PacedCaller(int port, String key, double perSecond, List<String> paths) {
    this.paths = List.copyOf(paths);
    this.port = port;
    this.key = key;
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

  synchronized IOException failed() {
    return failed;
  }

  /** From its first call to its first 429; waits for it. */
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
    String head = " HTTP/1.1\r\nHost: bank\r\nUser-Agent: loop\r\nX-Api-Key: " + key + "\r\n\r\n";
    int call = 0;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      long due = System.nanoTime();
      firstCall = due;
      while (!stopped) {
        TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
        // A caller that was held up does not make up for it in a burst.
        due = Math.max(due + everyNanos, System.nanoTime());
        String request = "GET " + paths.get(call++ % paths.size()) + head;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        count(answer(in));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      synchronized (this) {
        failed = e;
      }
    }
  }

  private synchronized void count(int status) {
    statuses.merge(status, 1, Integer::sum);
    if (status == 429 && firstRefusal == 0) {
      firstRefusal = System.nanoTime();
    }
  }

  private static int answer(BufferedReader in) throws IOException {
    String first = in.readLine();
    if (first == null) {
      throw new IOException("the gateway has closed the connection");
    }
    int length = 0;
    for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    for (int i = 0; i < length; i++) {
      if (in.read() < 0) {
        throw new IOException("the gateway has closed the connection");
      }
    }
    return Integer.parseInt(first.split(" ", 3)[1]);
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join(5_000);
  }
}
