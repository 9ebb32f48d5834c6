package io.gatewatch.replaydata.up;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.detectors.Category;
import io.gatewatch.ingest.LogEntry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole system as a person runs it: lines in by HTTP, alerts out, through a stop and a kill.
 */
@Tag("alone") // seconds are promised
class UpIT {

  private static final String SECRET = "Zm9vYmFyLXNlY3JldC00NzEx";
  private static final int LOGINS = 60;
  private static final String TOKEN = "a-token-of-this-test";

  @TempDir Path folder;

  @Test
  void linesBecomeCallsAndAlertsThroughAStopAndAKill() throws Exception {
    RunningUp.Places places = RunningUp.Places.under(folder);
    try (RunningUp first = RunningUp.start(places, "first")) {
      long posted = System.nanoTime();
      assertThat(post(first.curl())).isEqualTo("{\"accepted\":1,\"rejected\":0}");
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
    writeToken(places);
    try (RunningUp third = RunningUp.start(places, "third")) {
      assertThat(third.log()).contains("goes on from");
      assertThat(post(third.curl())).isEqualTo("{\"accepted\":1,\"rejected\":0}");
      assertThat(third.output()).noneMatch(line -> line.contains(TOKEN));
      assertThat(post(places, refusedLogins(2), "authorization", "Bearer " + TOKEN))
          .contains("\"accepted\":" + LOGINS);
      callsAreThereWithoutSecrets(places, 2 * LOGINS + 3);
      assertThat(versionsOfTheAlert(places, 2)).as("one incident").hasSizeGreaterThan(1);
      assertThat(third.terminate()).isZero();
    }
  }

  /** Sends what a shell makes of the offered line. */
  private static String post(String curl) throws Exception {
    ProcessBuilder sh =
        new ProcessBuilder("sh", "-c", "curl() { printf '%s\\n' \"$@\"; }; " + curl);
    sh.environment().put("GATEWATCH_TOKEN", TOKEN);
    Process shell = sh.start();
    List<String> words = new String(shell.getInputStream().readAllBytes(), UTF_8).lines().toList();
    assertThat(shell.waitFor()).isZero();
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(words.get(1)));
    for (int i = 2; i < words.size() - 2; i += 2) {
      assertThat(words.get(i)).isEqualTo("-H");
      String[] header = words.get(i + 1).split(": ", 2);
      request.header(header[0], header[1]);
    }
    return post(request, words.get(words.size() - 1));
  }

  private static void writeToken(RunningUp.Places places) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(TOKEN.getBytes(UTF_8));
    Path file = places.data().resolve("without-sample/keys/receiver-tokens.yaml");
    Files.writeString(
        file,
        "tokens: [{name: it, sha256: " + HexFormat.of().formatHex(hash) + ", tenant: default}]");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
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

  private static String post(RunningUp.Places places, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(places.receiver() + "/v1/logs/kong"))
            .header("content-type", "application/json");
    return post(headers.length == 0 ? request : request.headers(headers), body);
  }

  private static String post(HttpRequest.Builder request, String body) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
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
