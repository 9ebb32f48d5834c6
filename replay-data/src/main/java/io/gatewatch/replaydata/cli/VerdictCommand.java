package io.gatewatch.replaydata.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.alerting.AnalystVerdict;
import io.gatewatch.alerting.AnalystVerdict.Kind;
import io.gatewatch.collector.ControlDesk;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.replaydata.control.Positions;
import io.gatewatch.replaydata.train.TopicTexts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verdict}: what an analyst says of an alert. */
@Command(
    name = "verdict",
    description =
        "Says what an alert was. It closes or confirms the alert, lifts its limits where it is"
            + " harmless, and counts for others of its kind.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class VerdictCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<Kind> OF_ALERTS = EnumSet.complementOf(EnumSet.of(Kind.MISSED));

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "ALERT",
      description = "Its id, such as a-1f0c5a3b77d20e64.")
  private String alertId;

  @Parameters(
      index = "1",
      paramLabel = "VERDICT",
      description =
          "true_positive (an attack), benign_positive (it was done, and is harmless),"
              + " false_positive (it was not done), or undetermined, which takes back what was"
              + " said.")
  private String verdict;

  @Option(
      names = "--why",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for the audit; the first 200 characters count.")
  private String why;

  @Option(
      names = "--who",
      paramLabel = "NAME",
      description = "Who says it (default: the user's name here).")
  private String who = System.getProperty("user.name");

  @Option(
      names = "--broker",
      defaultValue = "127.0.0.1:9092",
      paramLabel = "HOST:PORT",
      description = "Kafka (default: ${DEFAULT-VALUE}).")
  private String broker;

  @Override
  public Integer call() {
    Kind kind = kind();
    try {
      Alert alert = alert();
      Instant from = say(alert, kind);
      spec.commandLine()
          .getOut()
          .println(
              "%s of %s: %s, counts from %s"
                  .formatted(alertId, alert.entity().key(), wire(kind), from));
      return 0;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw Failure.unreachable("no broker answers at " + broker + " (name it with --broker)");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.unreachable("interrupted");
    }
  }

  private Kind kind() {
    for (Kind kind : OF_ALERTS) {
      if (wire(kind).equals(verdict)) {
        return kind;
      }
    }
    throw Failure.usage(
        verdict
            + ": (expected: "
            + String.join(", ", OF_ALERTS.stream().map(VerdictCommand::wire).toList())
            + ")");
  }

  private Alert alert() {
    Alert newest = null;
    for (String row : TopicTexts.read(broker, Alert.TOPIC)) {
      if (row.contains(alertId)) {
        Alert alert = AlertJson.read(row.getBytes(StandardCharsets.UTF_8));
        newest = alert.alertId().equals(alertId) ? alert : newest;
      }
    }
    if (newest == null) {
      throw Failure.input(alertId + ": no such alert on " + Alert.TOPIC + " at " + broker);
    }
    return newest;
  }

  /** Says it to alerting, and to detection where it ends what is held back under suspicion. */
  private Instant say(Alert alert, Kind kind)
      throws ExecutionException, TimeoutException, InterruptedException {
    ControlDesk desk = Positions.desk(broker);
    Instant from = desk.position();
    ObjectNode said = JSON.createObjectNode();
    said.put("principal", alert.entity().key());
    said.put("verdict", wire(kind));
    said.put("effectiveFrom", from.toString());
    said.put("alertId", alertId);
    said.put("reason", why);
    said.put("who", who);
    if (kind == Kind.BENIGN_POSITIVE || kind == Kind.FALSE_POSITIVE) {
      desk.publish(ControlRecord.VERDICT, alert.entity().key(), said.toString());
    }
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker, "acks", "all", "max.block.ms", "10000");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] key = alertId.getBytes(StandardCharsets.UTF_8);
      byte[] value = said.toString().getBytes(StandardCharsets.UTF_8);
      producer
          .send(new ProducerRecord<>(AnalystVerdict.TOPIC, key, value))
          .get(15, TimeUnit.SECONDS);
    }
    return from;
  }

  private static String wire(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
