package io.gatewatch.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.gatewatch.gateways.QuotaStatus.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class QuotaStatusTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final QuotaStatus APPLIED =
      new QuotaStatus(
          1,
          "edge-1",
          "acme/edge/*/agent-a",
          "q-1",
          3L,
          41L,
          Result.APPLIED,
          new QuotaStatus.Effective(false, 60, 60, 20),
          null,
          12L,
          Instant.parse("2026-02-03T09:00:00Z"));

  @Test
  void everyResultFitsTheSchemaAndTheSchemaNoticesAWrongWord() throws IOException {
    JsonSchema schema = schema();
    for (Result result : Result.values()) {
      QuotaStatus bare =
          new QuotaStatus(1, "g", "k", null, null, null, result, null, null, null, Instant.EPOCH);
      assertThat(schema.validate(JSON.readTree(KafkaStatus.json(bare)))).isEmpty();
    }
    ObjectNode row = (ObjectNode) JSON.readTree(KafkaStatus.json(APPLIED));
    assertThat(schema.validate(row)).isEmpty();
    assertThat(schema.validate(row.deepCopy().put("result", "done"))).isNotEmpty();
    assertThat(schema.validate(row.deepCopy().without("effective"))).isNotEmpty();
    assertThat(row.properties().stream().map(Map.Entry::getKey))
        .startsWith("schema", "gateway", "key", "quotaId")
        .endsWith("time");
  }

  @Test
  void aRowIsKeyedByGatewayAndQuotaAndOneThatIsLostIsCounted() {
    MockProducer<byte[], byte[]> topic =
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    double lost = ReaderMetrics.STATUS_LOST.get();
    try (KafkaStatus status = new KafkaStatus(topic)) {
      status.accept(APPLIED);
      assertThat(topic.history()).hasSize(1);
      assertThat(new String(topic.history().get(0).key(), StandardCharsets.UTF_8))
          .isEqualTo("edge-1/acme/edge/*/agent-a");
      assertThat(topic.errorNext(new IllegalStateException("the broker is away"))).isTrue();
    }
    assertThat(ReaderMetrics.STATUS_LOST.get() - lost).isEqualTo(1);
    assertThat(List.of(Result.values())).hasSize(6);
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream in =
        QuotaStatusTest.class.getResourceAsStream("/schemas/quota-status.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(JSON.readTree(in));
    }
  }
}
