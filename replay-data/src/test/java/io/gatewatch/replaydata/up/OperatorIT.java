package io.gatewatch.replaydata.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.collector.Normaliser;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.avro.LogEntryCodec;
import io.gatewatch.replaydata.cli.Gatewatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What flags and commands alone reach: syslog, owned raw topics, tokens and a new key. */
class OperatorIT {
  private static final String TOKEN = "a-token-of-an-operator";
  private static final Duration KEYS_ARE_READ_WITHIN = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void flagsOpenTheDoorsAndAskForTokensAndAKeyIsAddedMeanwhile() throws Exception {
    RunningUp.Places places = RunningUp.Places.under(folder);
    int syslog = Ports.anyFree();
    try (RunningUp up =
        RunningUp.start(
            places,
            "only",
            "--syslog-tcp=" + syslog + "=bank/edge/kong",
            "--syslog-udp=" + syslog + "=kong",
            "--raw-topic=" + Normaliser.rawTopic("kong.west") + "=dock/west",
            "--tokens=" + tokens())) {
      assertThat(up.output())
          .anyMatch(line -> line.contains("tcp 127.0.0.1:" + syslog + "  kong of bank/edge"));
      WaysIntoUp.overSyslog(syslog, List.of(line("by-syslog").getBytes(UTF_8)));
      overUdp(syslog, line("by-datagram"));
      new WaysIntoUp(places).overKafka("kong.west", List.of(line("by-kafka").getBytes(UTF_8)));
      assertThat(post(places, line("without"), "another")).isEqualTo(401);
      assertThat(post(places, line("with"), TOKEN)).isEqualTo(202);

      try (TopicTail tail = new TopicTail(places.broker(), LogEntry.TOPIC)) {
        tail.await(calls -> calls.calls() >= 4);
        assertThat(calls(tail))
            .extracting(call -> call.tenant() + "/" + call.gatewayGroup())
            .containsExactlyInAnyOrder("bank/edge", "default/default", "dock/west", "hub/default");
      }

      String id = rotate(places).split(" ", -1)[0];
      Await.until("the new key is read", KEYS_ARE_READ_WITHIN, () -> log(up).contains(id));
    }
  }

  private static List<ApiCall> calls(TopicTail tail) {
    LogEntryCodec codec = new LogEntryCodec();
    return tail.records().stream()
        .map(record -> codec.read(record.value()))
        .filter(ApiCall.class::isInstance)
        .map(ApiCall.class::cast)
        .toList();
  }

  private static String rotate(RunningUp.Places places) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String data = places.data().toString();
    int exitCode =
        Gatewatch.run(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            "keys",
            "rotate",
            "--data",
            data,
            "--sample",
            "off");
    assertThat(exitCode).as(err.toString()).isZero();
    return out.toString();
  }

  private static String log(RunningUp up) {
    try {
      return up.log();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void overUdp(int port, String line) throws IOException {
    byte[] message = ("<134>1 - host gateway - - - " + line).getBytes(UTF_8);
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(
          new DatagramPacket(message, message.length, InetAddress.getLoopbackAddress(), port));
    }
  }

  private Path tokens() throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(TOKEN.getBytes(UTF_8));
    Path file = folder.resolve("my-tokens.yaml");
    Files.writeString(
        file, "tokens: [{name: it, sha256: " + HexFormat.of().formatHex(hash) + ", tenant: hub}]");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static int post(RunningUp.Places places, String body, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(places.receiver() + "/v1/logs/kong"))
            .header("content-type", "application/json")
            .header("authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static String line(String id) {
    return """
        {"started_at":%d,"client_ip":"198.51.100.7","request":{"id":"%s","method":"GET",\
        "uri":"/accounts/12345678","size":99,"headers":{"user-agent":"it"}},\
        "response":{"status":200,"size":100},"latencies":{"request":5},\
        "service":{"name":"accounts"}}"""
        .formatted(System.currentTimeMillis() - 1000, id);
  }
}
