package io.gatewatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Lines with secrets in them, whole, cut and senseless, over a real connection: none of the secrets
 * is in what goes to the broker, in a log line (ours of any level, a library's from INFO on: Netty
 * traces whole packets), in a metric or in an answer.
 */
class NothingPlantedLeavesTest {
  private static final String OURS = "io.gatewatch";
  private static final List<String> SECRETS =
      List.of(
          "4929004911112225",
          "GB33BUKB20201555555555",
          "maria.lopez@example.net",
          "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
          "73310045519");

  private final StringWriter logged = new StringWriter();
  private final FakeBroker broker = FakeBroker.answering();
  private final LogReceiver receiver = Receivers.open(broker.intake);
  private final List<String> answers = new ArrayList<>();
  private WriterAppender appender;

  @BeforeEach
  void listen() {
    PatternLayout layout = PatternLayout.newBuilder().withPattern("%level %msg %ex%n").build();
    appender = WriterAppender.createAppender(layout, null, logged, "planted", false, true);
    appender.start();
    Configurator.setRootLevel(Level.INFO);
    Configurator.setLevel(OURS, Level.ALL);
    LoggerContext.getContext(false)
        .getConfiguration()
        .getRootLogger()
        .addAppender(appender, null, null);
    LoggerContext.getContext(false).updateLoggers();
  }

  @AfterEach
  void stop() {
    LoggerContext.getContext(false).getConfiguration().getRootLogger().removeAppender("planted");
    Configurator.setRootLevel(Level.ERROR);
    Configurator.setLevel(OURS, Level.ERROR);
    assertThat(receiver.stop()).isNotCompletedExceptionally();
  }

  @Test
  void inNoTopicLogMetricOrAnswer() throws Exception {
    Http http = new Http(receiver);
    for (String secret : SECRETS) {
      for (String disguise : disguises(secret)) {
        String line = Lines.good("/accounts/" + disguise + "/x?q=" + disguise);
        post(http, "/v1/logs/kong", line);
        post(
            http,
            "/v1/logs/kong",
            line.replace("\"status\":200", "\"status\":\"" + disguise + "\""));
        post(http, "/v1/logs/kong", line.substring(0, line.length() - 4));
        post(http, "/v1/logs/kong", "\"" + disguise + "\"");
        post(http, "/v1/logs/nginx", line);
        post(
            http, "/v1/logs/combined", "192.0.2.9 - " + disguise + " [x] \"GET " + disguise + "\"");
        post(http, "/v1/logs/" + disguise.replace("%", "%25"), line);
        post(http, "/v1/logs/kong?token=" + disguise, line, "x-api-key", disguise);
        post(http, "/v1/logs/kong", line, "content-encoding", disguise);
        post(http, "/v1/logs/kong", line, "authorization", "Bearer " + disguise);
      }
    }
    assertThat(broker.entries()).as(String.join("\n", answers)).isNotEmpty();
    assertThat(broker.rejects()).isNotEmpty();
    assertThat(metrics()).contains("gatewatch_calls", "format=");
    for (String secret : SECRETS) {
      for (String disguise : disguises(secret)) {
        assertThat(produced()).as("topics").doesNotContainIgnoringCase(disguise);
        assertThat(logged.toString()).as("log").doesNotContainIgnoringCase(disguise);
        assertThat(metrics()).as("metrics").doesNotContainIgnoringCase(disguise);
        assertThat(String.join("\n", answers)).as("answers").doesNotContainIgnoringCase(disguise);
      }
    }
  }

  /** The log is listened to: a line of a level nobody prints is there. */
  @Test
  void theLogIsHeard() {
    org.slf4j.LoggerFactory.getLogger(LogReceiver.class).trace("a word to the wise");
    assertThat(logged.toString()).contains("a word to the wise");
  }

  private void post(Http http, String path, String body, String... headers) throws Exception {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("content-type");
    all.add(path.endsWith("combined") ? "text/plain" : "application/json");
    HttpResponse<String> answer = http.post(path, body, all.toArray(String[]::new));
    answers.add(answer.statusCode() + " " + answer.body() + " " + answer.headers().map());
  }

  private String produced() {
    StringBuilder all = new StringBuilder();
    for (ProducerRecord<byte[], byte[]> row : broker.producer.history()) {
      all.append(latin(row.key())).append(latin(row.value())).append('\n');
      row.headers().forEach(header -> all.append(latin(header.value())));
    }
    return all.toString();
  }

  private static String metrics() {
    StringBuilder all = new StringBuilder();
    for (MetricSnapshot metric : PrometheusRegistry.defaultRegistry.scrape()) {
      all.append(metric.getMetadata().getPrometheusName());
      metric.getDataPoints().forEach(point -> all.append(point.getLabels()).append('\n'));
    }
    return all.toString();
  }

  private static List<String> disguises(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    StringBuilder percent = new StringBuilder();
    for (byte b : bytes) {
      percent.append('%').append(String.format(Locale.ROOT, "%02X", b));
    }
    return List.of(
        secret,
        percent.toString(),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
        HexFormat.of().formatHex(bytes));
  }

  private static String latin(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
