package io.gatewatch.replaydata.cli;

import io.gatewatch.alerting.Act;
import io.gatewatch.alerting.Limit;
import io.gatewatch.alerting.MonitorReport;
import io.gatewatch.alerting.QuotaMode;
import io.gatewatch.replaydata.control.Positions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Option;

/** Who says what a person says about quotas, why, and where to. */
final class ActOption {
  private static final Pattern LIMIT =
      Pattern.compile("([0-9]{1,9})/([0-9]{1,6})s(?:,([0-9]{1,9}))?");
  private static final Pattern TIME = Pattern.compile("([0-9]{1,5})([mhd])");

  @Option(
      names = "--broker",
      defaultValue = "127.0.0.1:9092",
      paramLabel = "HOST:PORT",
      description = "Kafka (default: ${DEFAULT-VALUE}).")
  private String broker;

  @Option(
      names = "--who",
      paramLabel = "NAME",
      description = "Who says it (default: the user's name here).")
  private String who = System.getProperty("user.name");

  @Option(
      names = "--why",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for the audit.")
  private String why;

  /** What an act is about; what it does not use is null. */
  record About(String tenant, String group, String scope, String agent, String detector) {
    static About quota(String key) {
      String[] parts = key.split("/", -1);
      if (parts.length != 4) {
        throw Failure.usage(
            key + ": (expected: TENANT/GROUP/SCOPE/AGENT as 'quotas list' shows it)");
      }
      return new About(
          decoded(parts[0]), decoded(parts[1]), decoded(parts[2]), decoded(parts[3]), null);
    }

    private static String decoded(String part) {
      try {
        return java.net.URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        throw Failure.usage(part + ": a percent sign that encodes nothing");
      }
    }
  }

  /** What is said beside. */
  record What(
      String name,
      Limit limit,
      QuotaMode mode,
      Duration lasts,
      String quotaId,
      MonitorReport report) {
    static final What NOTHING = new What(null, null, null, null, null, null);

    static What named(String name) {
      return new What(name, null, null, null, null, null);
    }
  }

  /** Puts an act on {@code gatewatch.approvals}; its id. */
  String say(Act.Kind kind, About about, What what) {
    Act act = act(kind, about, what);
    send(act);
    return act.actId();
  }

  private Act act(Act.Kind kind, About about, What what) {
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    try {
      return new Act(
          1,
          UUID.randomUUID().toString(),
          kind,
          now,
          about.tenant(),
          about.group(),
          about.scope(),
          about.agent(),
          about.detector(),
          what.quotaId(),
          what.name(),
          what.limit(),
          what.mode(),
          what.lasts() == null ? null : now.plus(what.lasts()),
          what.report(),
          who,
          why);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(e.getMessage());
    }
  }

  /** The same for a kill or its end, which readers hear without waiting for the controller. */
  void order(Act.Kind kind, About about, String name) {
    Act act = act(kind, about, What.named(name));
    try {
      Positions.desk(broker)
          .publish(Act.KILL, name, new String(act.toJson(), StandardCharsets.UTF_8));
    } catch (KafkaException e) {
      throw away();
    }
    send(act);
  }

  private void send(Act act) {
    byte[] key =
        String.join(
                "/", text(act.tenant()), text(act.group()), text(act.scope()), text(act.agent()))
            .getBytes(StandardCharsets.UTF_8);
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker, "acks", "all", "max.block.ms", "10000");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Act.TOPIC, key, act.toJson())).get(15, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw away();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.unreachable("interrupted");
    }
  }

  private Failure away() {
    return Failure.unreachable("no broker answers at " + broker + " (name it with --broker)");
  }

  private static String text(String part) {
    return part == null ? "" : io.gatewatch.ingest.Principal.encode(part);
  }

  /** A limit such as {@code 60/60s} or {@code 60/60s,20}: requests, window, burst. */
  static Limit limit(String text) {
    Matcher parts = LIMIT.matcher(text);
    if (!parts.matches()) {
      throw Failure.usage(
          text + ": (expected: REQUESTS/SECONDSs, such as 60/60s, or 60/60s,20 with a burst)");
    }
    int requests = Integer.parseInt(parts.group(1));
    int burst =
        parts.group(3) == null ? Math.max(1, requests / 6) : Integer.parseInt(parts.group(3));
    try {
      return new Limit(requests, Integer.parseInt(parts.group(2)), burst);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(e.getMessage());
    }
  }

  /** A time such as 30m, 2h or 7d. */
  static Duration time(String text) {
    Matcher parts = TIME.matcher(text);
    if (!parts.matches()) {
      throw Failure.usage(text + ": (expected: a time such as 30m, 2h or 7d)");
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
