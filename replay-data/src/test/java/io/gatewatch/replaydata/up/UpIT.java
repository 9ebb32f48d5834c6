package io.gatewatch.replaydata.up;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.detectors.Category;
import io.gatewatch.ingest.LogEntry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole system as a person runs it: lines in by HTTP, alerts out, through a stop and a kill.
 */
class UpIT {

  private static final String SECRET = "Zm9vYmFyLXNlY3JldC00NzEx";
  private static final int LOGINS = 60;

  @TempDir Path folder;

  @Test
  void linesBecomeCallsAndAlertsThroughAStopAndAKill() throws Exception {
    RunningUp.Places places = RunningUp.Places.under(folder);
    try (RunningUp first = RunningUp.start(places, "first")) {
      long posted = System.nanoTime();
      assertThat(post(places, bodyOf(first.curl()))).isEqualTo("{\"accepted\":1,\"rejected\":0}");
      callsAreThereWithoutSecrets(places, 1);
      assertThat(Duration.ofNanos(System.nanoTime() - posted)).isLessThan(Duration.ofSeconds(5));
      assertThat(post(places, lineWithSecrets())).contains("\"accepted\":1");
      assertThat(post(places, refusedLogins(1))).contains("\"accepted\":" + LOGINS);
      callsAreThereWithoutSecrets(places, LOGINS + 2);
      assertThat(versionsOfTheAlert(places, 1)).isNotEmpty();

      long asked = System.nanoTime();
      assertThat(first.terminate()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(10));
      assertThat(first.output())
          .noneMatch(line -> line.contains("\tat "))
          .anyMatch(line -> line.startsWith("Stopped."));
    }
    try (RunningUp second = RunningUp.start(places, "second")) {
      assertThat(second.log()).contains("goes on from").contains("savepoint");
      second.kill();
    }
    try (RunningUp third = RunningUp.start(places, "third")) {
      assertThat(third.log()).contains("goes on from");
      assertThat(post(places, refusedLogins(2))).contains("\"accepted\":" + LOGINS);
      callsAreThereWithoutSecrets(places, 2 * LOGINS + 2);
      assertThat(versionsOfTheAlert(places, 2)).as("one incident").hasSizeGreaterThan(1);
      assertThat(third.terminate()).isZero();
    }
  }

  /** What a shell makes of the offered line's data. */
  private static String bodyOf(String curl) throws IOException, InterruptedException {
    String printed = curl.replaceFirst("^curl .* -d ", "printf %s ");
    Process shell = new ProcessBuilder("sh", "-c", printed).start();
    String body = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).isZero();
    return body;
  }

  private static String lineWithSecrets() {
    return """
        {"started_at":%d,"client_ip":"198.51.100.7",
         "request":{"id":"it-secret","method":"GET","uri":"/accounts/12345678?token=%s","size":99,
           "querystring":{"token":"%s"},
           "headers":{"x-api-key":"%s","authorization":"Bearer %s","user-agent":"it"}},
         "response":{"status":200,"size":100},"latencies":{"request":5},
         "service":{"name":"accounts"}}"""
        .formatted(System.currentTimeMillis() - 1000, SECRET, SECRET, SECRET, SECRET);
  }

  private static String refusedLogins(int round) {
    long now = System.currentTimeMillis() - 1000;
    return IntStream.range(0, LOGINS)
        .mapToObj(
            i ->
                """
                {"started_at":%d,"client_ip":"203.0.113.99",
                 "request":{"id":"it-%d-%d","method":"POST","uri":"/oauth/token","size":300,
                   "headers":{"user-agent":"it"}},
                 "response":{"status":401,"size":80},"latencies":{"request":8},
                 "service":{"name":"auth"}}"""
                    .formatted(now + i, round, i))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String post(RunningUp.Places places, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(places.receiver() + "/v1/logs/kong"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return answer.body().strip();
  }

  private static void callsAreThereWithoutSecrets(RunningUp.Places places, int expected) {
    try (TopicTail tail = new TopicTail(places.broker(), LogEntry.TOPIC)) {
      tail.await(calls -> calls.calls() >= expected);

      assertThat(tail.calls()).isEqualTo(expected);
      assertThat(tail.records())
          .noneMatch(record -> new String(record.value(), ISO_8859_1).contains(SECRET))
          .noneMatch(record -> new String(record.value(), ISO_8859_1).contains("12345678"));
    }
  }

  /** Versions of the one alert about the refused logins, once its last is at least that. */
  private static List<Alert> versionsOfTheAlert(RunningUp.Places places, int last) {
    try (TopicTail tail = new TopicTail(places.broker(), Alert.TOPIC)) {
      tail.await(rows -> stuffing(rows).stream().anyMatch(alert -> alert.version() >= last));
      List<Alert> versions = stuffing(tail);

      assertThat(versions).extracting(Alert::alertId).containsOnly(versions.get(0).alertId());
      return versions;
    }
  }

  private static List<Alert> stuffing(TopicTail rows) {
    return rows.records().stream()
        .map(record -> AlertJson.read(record.value()))
        .filter(alert -> alert.category() == Category.CREDENTIAL_STUFFING)
        .toList();
  }
}
