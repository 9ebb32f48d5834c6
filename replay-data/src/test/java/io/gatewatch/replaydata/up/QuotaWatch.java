package io.gatewatch.replaydata.up;

import io.gatewatch.alerting.QuotaJson;
import io.gatewatch.alerting.QuotaMode;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.alerting.QuotaUpdate.Action;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that was published on the control topic, and when it could be read there. */
final class QuotaWatch implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::follow, "quota watch");

  /** One update, as it lay there. */
  record Seen(ConsumerRecord<byte[], byte[]> signed, QuotaUpdate update, long readableAtMillis) {}

  QuotaWatch(String servers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all = List.of(new TopicPartition(QuotaUpdate.TOPIC, 0));
    consumer.assign(all);
    consumer.seekToBeginning(all);
    thread.setDaemon(true);
    thread.start();
  }

  /** What was published of an agent of a gateway group, oldest first. */
  List<Seen> of(String group, String agent) {
    String key = "/" + agent;
    return seen.stream()
        .filter(one -> one.update().key().startsWith(ClosedLoop.TENANT + "/" + group + "/"))
        .filter(one -> one.update().key().endsWith(key))
        .toList();
  }

  /** The update that cut an agent first; waits for it. */
  Seen firstCut(String group, String agent) {
    Await.until("a cut of " + agent, PATIENCE, () -> cuts(group, agent).findFirst().isPresent());
    return cuts(group, agent).findFirst().orElseThrow();
  }

  private Stream<Seen> cuts(String group, String agent) {
    return of(group, agent).stream()
        .filter(one -> one.update().mode() == QuotaMode.ENFORCE)
        .filter(one -> one.update().action() == Action.THROTTLE);
  }

  private void follow() {
    try (consumer) {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          note(record, System.currentTimeMillis());
        }
      }
    } catch (WakeupException closed) {
      thread.interrupt();
    }
  }

  private void note(ConsumerRecord<byte[], byte[]> record, long nowMillis) {
    try {
      seen.add(new Seen(record, QuotaJson.read(record.value()), nowMillis));
    } catch (IllegalArgumentException notAnUpdate) {
      // A test has sent it.
    }
  }

  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    thread.join(5_000);
  }
}
