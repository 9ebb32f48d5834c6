package io.gatewatch.replaydata.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.models.registry.Event;
import io.gatewatch.models.registry.ModelRegistry;
import io.gatewatch.replaydata.train.TopicTexts;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes to {@code gatewatch.audit} what was done with models: who, when, why, the hash of the
 * registry's event and that of the one before, so that whoever reads the topic alone sees whether
 * one is missing, and whether the registry was changed afterwards.
 */
public final class AuditTopic {
  /** The topic. */
  public static final String NAME = "gatewatch.audit";

  private static final int ANSWER_WITHIN_MILLIS = 10_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String broker;

  /** The one of a broker. */
  public AuditTopic(String broker) {
    this.broker = broker;
  }

  /**
   * What is written of an event; its subject is {@code model/} and the model's version, or {@code
   * fixture/} and the fixture's id.
   */
  public static String record(ModelRegistry.Logged logged) {
    Event event = logged.event();
    ObjectNode row = JSON.createObjectNode();
    row.put("schema", 1);
    row.put("time", event.time().toString());
    row.put("subject", subject(event));
    row.put("who", event.who());
    String action = event.action().name().toLowerCase(Locale.ROOT);
    row.put("action", event.fixture() == null ? "model_" + action : action);
    row.put("sha256", event.sha256());
    row.put("from", event.from() == null ? null : event.from().toString());
    row.put("why", event.why());
    row.put("sequence", event.sequence());
    row.put("event", logged.sha256());
    row.put("previous", event.previous());
    if (event.basis() != null) {
      row.putObject("basis")
          .put("table", event.basis().table())
          .put("policy", event.basis().policy())
          .put("evaluation", event.basis().evaluation())
          .put("labels", event.basis().labels())
          .put("verdicts", event.basis().verdicts());
    }
    try {
      return JSON.writeValueAsString(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row of text always has a JSON form", e);
    }
  }

  private static String subject(Event event) {
    if (event.fixture() != null) {
      return "fixture/" + event.fixture();
    }
    return "model/" + (event.model() == null ? "none" : event.model());
  }

  /**
   * Writes the events that are newer than what is there; all, when none of them is.
   *
   * @param log all events of a registry
   * @return how many were written
   * @throws KafkaException when no broker answers
   */
  public int write(List<ModelRegistry.Logged> log) {
    Set<String> there = there();
    int next = log.size();
    while (next > 0 && !there.contains(log.get(next - 1).sha256())) {
      next--;
    }
    List<ModelRegistry.Logged> missing = log.subList(next, log.size());
    if (!missing.isEmpty()) {
      send(missing);
    }
    return missing.size();
  }

  private Set<String> there() {
    Set<String> there = new HashSet<>();
    for (String row : TopicTexts.read(broker, NAME)) {
      try {
        there.add(JSON.readTree(row).path("event").asText());
      } catch (JsonProcessingException e) {
        // Somebody else's, of which nothing is known here.
      }
    }
    return there;
  }

  private void send(List<ModelRegistry.Logged> events) {
    ByteArraySerializer bytes = new ByteArraySerializer();
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            ANSWER_WITHIN_MILLIS,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            ANSWER_WITHIN_MILLIS / 2,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            ANSWER_WITHIN_MILLIS);
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, bytes)) {
      for (ModelRegistry.Logged event : events) {
        byte[] key = subject(event.event()).getBytes(StandardCharsets.UTF_8);
        byte[] value = record(event).getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(NAME, key, value)).get();
      }
    } catch (ExecutionException e) {
      throw new KafkaException("the audit record was refused", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while writing to " + NAME);
    }
  }
}
