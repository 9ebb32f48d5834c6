package io.gatewatch.replaydata.up;

import io.gatewatch.collector.ControlDesk;
import io.gatewatch.detectors.book.ModelPointer;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.flinkjob.ControlReader;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.Sha256;
import io.gatewatch.models.ModelFile;
import io.gatewatch.replaydata.control.Positions;
import io.gatewatch.replaydata.train.ShippedModel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The rules and models that are in force before any call flows: what {@code gatewatch.control}
 * holds, after the shipped ones have been published where it holds none. The shipped model is a
 * demonstration: it starts as the shadow, and rules and baselines judge without a champion.
 */
final class FirstBook {

  private FirstBook() {}

  static List<String> readOrPublish(String bootstrapServers) {
    List<String> present = ControlReader.readAll(bootstrapServers);
    boolean rules = holds(present, ControlRecord.RULES);
    boolean models = holds(present, ControlRecord.MODEL);
    if (!rules) {
      String text = RuleSet.shipped().text();
      publish(
          bootstrapServers,
          List.of(ControlRecord.of(ControlRecord.RULES, "shipped", 1, Instant.EPOCH, text)));
    }
    if (!models && ShippedModel.text() != null) {
      publishShadow(Positions.desk(bootstrapServers), ShippedModel.text());
    }
    return rules && models ? present : ControlReader.readAll(bootstrapServers);
  }

  /** Whether there is one that can be used. */
  private static boolean holds(List<String> records, String kind) {
    return records.stream()
        .map(json -> ControlRecord.read(json.getBytes(StandardCharsets.UTF_8)))
        .anyMatch(record -> record.kind().equals(kind));
  }

  /** The file before the pointer to it. Where calls have flowed, it counts from now on. */
  private static void publishShadow(ControlDesk desk, String text) {
    String sha256 = Sha256.hex(text);
    desk.publishChanged(ControlRecord.MODEL_FILE, sha256, text);
    ModelPointer pointer = new ModelPointer(sha256, ModelFile.open(text).version());
    desk.publish(ControlRecord.MODEL, ModelPointer.SHADOW, pointer.write());
  }

  private static void publish(String bootstrapServers, List<ControlRecord> records) {
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), bytes, bytes)) {
      for (ControlRecord record : records) {
        byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(ControlRecord.TOPIC, key, record.write())).get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot publish the shipped rules", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while publishing the shipped rules", e);
    }
  }
}
