package io.gatewatch.replaydata.up;

import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.flinkjob.ControlReader;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.replaydata.train.ShippedModel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The rules and the model that are in force before any call flows: what {@code gatewatch.control}
 * holds, after the shipped ones have been published where it holds none.
 */
final class FirstBook {

  private FirstBook() {}

  static List<String> readOrPublish(String bootstrapServers) {
    List<String> present = ControlReader.readAll(bootstrapServers);
    List<ControlRecord> missing = shipped();
    missing.removeIf(
        r ->
            present.stream()
                .anyMatch(json -> ControlRecord.read(bytes(json)).kind().equals(r.kind())));
    if (missing.isEmpty()) {
      return present;
    }
    publish(bootstrapServers, missing);
    return ControlReader.readAll(bootstrapServers);
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static List<ControlRecord> shipped() {
    List<ControlRecord> records = new ArrayList<>();
    records.add(shipped(ControlRecord.RULES, RuleSet.shipped().text()));
    String model = ShippedModel.text();
    if (model != null) {
      records.add(shipped(ControlRecord.MODEL, model));
    }
    return records;
  }

  private static ControlRecord shipped(String kind, String text) {
    return ControlRecord.of(kind, "shipped", 1, Instant.EPOCH, text);
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
