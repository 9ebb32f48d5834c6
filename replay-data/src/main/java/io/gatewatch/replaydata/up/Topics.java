package io.gatewatch.replaydata.up;

import static io.gatewatch.replaydata.up.TopicSpec.kept;
import static io.gatewatch.replaydata.up.TopicSpec.latest;
import static io.gatewatch.replaydata.up.TopicSpec.latestWithin;

import io.gatewatch.alerting.Act;
import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.alerting.audit.AuditEntry;
import io.gatewatch.collector.ControlDesk;
import io.gatewatch.collector.Normaliser;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.chronicle.ContextRow;
import io.gatewatch.detectors.chronicle.ProfileRow;
import io.gatewatch.detectors.chronicle.UsageRow;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.RejectRecord;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.sinks.Sinks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of the contract with their settings, and their creation where they are missing. */
public final class Topics {

  /** Partitions of {@code gatewatch.calls} and {@code gatewatch.detections}. */
  public static final int PARTITIONS = 4;

  private static final Duration DAYS_30 = Duration.ofDays(30);
  private static final Duration DAYS_35 = Duration.ofDays(35);
  private static final Duration YEARS_5 = Duration.ofDays(5 * 365);

  /** Each version of an alert is there for a sink that was away so long. */
  private static final Duration SINKS_MAY_BE_AWAY = Duration.ofDays(7);

  /** Raw lines may be as long as the longest that the receiver takes. */
  private static final int LONGEST_LINE_BYTES = 12 << 20;

  /** A catalogue of many services is larger than a mebibyte. */
  private static final int LARGEST_CONTROL_BYTES = 2 * ControlDesk.MOST_BYTES;

  /** One raw topic for each format, so that a gateway finds its own. */
  private static final Stream<TopicSpec> RAW =
      Formats.names().stream().map(format -> raw(Normaliser.rawTopic(format)));

  private static final Stream<TopicSpec> OTHERS =
      Stream.of(
          kept(LogEntry.TOPIC, PARTITIONS, DAYS_30),
          kept(RejectRecord.TOPIC, 1, DAYS_30),
          kept(Detection.TOPIC, PARTITIONS, Duration.ofDays(400)),
          latestWithin(ContextRow.TOPIC, DAYS_35),
          latestWithin(UsageRow.TOPIC, DAYS_35),
          latestWithin(ProfileRow.TOPIC, DAYS_35),
          latest(Alert.TOPIC).withAllRecordsFor(SINKS_MAY_BE_AWAY),
          kept(Sinks.deadLetters(), 1, DAYS_30),
          latest(QuotaUpdate.TOPIC),
          latest("gatewatch.quota-status"),
          latest(ControlRecord.TOPIC).withMaxRecordBytes(LARGEST_CONTROL_BYTES),
          kept("gatewatch.verdicts", 1, YEARS_5),
          kept(Act.TOPIC, 1, YEARS_5),
          kept(AuditEntry.TOPIC, 1, YEARS_5));

  static final List<TopicSpec> ALL = Stream.concat(RAW, OTHERS).toList();

  private Topics() {}

  /** Creates the topics that the broker does not have yet; leaves the others as they are. */
  public static void createMissing(String bootstrapServers) {
    createMissing(bootstrapServers, List.of(), List.of());
  }

  /**
   * The same.
   *
   * @param raw names of further raw topics
   * @param findings names of topics that sinks write rows to
   */
  public static void createMissing(
      String bootstrapServers, List<String> raw, List<String> findings) {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (Admin admin = Admin.create(settings)) {
      Set<String> present = admin.listTopics().names().get();
      List<NewTopic> missing =
          Stream.of(
                  ALL.stream(),
                  raw.stream().map(Topics::raw),
                  findings.stream().map(name -> kept(name, 1, DAYS_30)))
              .flatMap(topics -> topics)
              .filter(topic -> !present.contains(topic.name()))
              .distinct()
              .map(TopicSpec::toNewTopic)
              .toList();
      admin.createTopics(missing).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot create topics on " + bootstrapServers, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topics", e);
    }
  }

  private static TopicSpec raw(String name) {
    return kept(name, PARTITIONS, Duration.ofHours(1)).withMaxRecordBytes(LONGEST_LINE_BYTES);
  }
}
