package io.gatewatch.replaydata.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One agent's calls, a few a second for as long as this is open, to the receiver of an up. */
final class SteadyCalls implements AutoCloseable {
  private static final Duration EACH = Duration.ofMillis(200);
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(30);
  private static final int LOGINS = 60;

  private final URI receiver;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Thread thread = new Thread(this::run, "steady calls");
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean ended;
  private long sent;
  private int bursts;

  SteadyCalls(RunningUp.Places places) {
    receiver = URI.create(places.receiver() + "/v1/logs/kong");
    thread.start();
  }

  /** Many refused logins from a network that was not heard of before. */
  void refusedLogins() {
    int burst = ++bursts;
    String lines =
        IntStream.range(0, LOGINS)
            .mapToObj(i -> login(burst, i))
            .collect(Collectors.joining(",", "[", "]"));
    post(lines, LOGINS);
  }

  /** Ends it; how many lines were accepted in all. */
  long end() throws InterruptedException {
    ended = true;
    thread.join();
    assertThat(failure.get()).isNull();
    return sent;
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    thread.join();
  }

  private void run() {
    try {
      while (!ended) {
        post("[" + reading() + "]", 1);
        LockSupport.parkNanos(EACH.toNanos());
      }
    } catch (AssertionError | RuntimeException broken) {
      failure.set(broken);
    }
  }

  private synchronized void post(String lines, int count) {
    HttpRequest request =
        HttpRequest.newBuilder(receiver)
            .timeout(ANSWERED_WITHIN)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(lines))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).contains("\"accepted\":" + count);
    } catch (IOException | InterruptedException unheard) {
      throw new IllegalStateException(unheard);
    }
    sent += count;
  }

  private static String reading() {
    return """
        {"started_at":%d,"client_ip":"198.51.100.7",
         "consumer":{"id":"0b6f0a5e-2f6e-4c58-9a59-1f2a3b4c5d6e","username":"steady"},
         "request":{"id":"steady-%d","method":"GET","uri":"/accounts/1/balances","size":99,
           "headers":{"user-agent":"steady"}},
         "response":{"status":200,"size":100},"latencies":{"request":5},
         "service":{"name":"accounts"}}"""
        .formatted(System.currentTimeMillis(), System.nanoTime());
  }

  private static String login(int burst, int i) {
    return """
        {"started_at":%d,"client_ip":"203.0.%d.99",
         "request":{"id":"login-%d-%d","method":"POST","uri":"/oauth/token","size":300,
           "headers":{"user-agent":"it"}},
         "response":{"status":401,"size":80},"latencies":{"request":8},
         "service":{"name":"auth"}}"""
        .formatted(System.currentTimeMillis(), 113 + burst, burst, i);
  }
}
