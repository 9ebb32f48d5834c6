package io.gatewatch.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.ingest.Clock;
import io.gatewatch.ingest.ControlRecord;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What the core really writes, against the schemas that are shipped. */
class SchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyFindingOfALivelyHourFitsTheSchema() throws IOException {
    JsonSchema schema = schema("detection");
    Court court = new Court(Book.shipped()).hear(Traffic.of(7));
    assertThat(court.detections()).hasSizeGreaterThan(15);
    for (Detection detection : court.detections()) {
      assertThat(schema.validate(JSON.readTree(Court.json(detection)))).isEmpty();
    }
  }

  @Test
  void theJudgesClockFitsTheSameSchema() throws IOException {
    Clock clock = new Clock("judge", Instant.ofEpochMilli(TestCalls.START));
    JsonNode json = JSON.readTree(DetectionCodec.write(DetectionRecord.of(clock)));
    assertThat(schema("detection").validate(json)).isEmpty();
    assertThat(json.at("/clock/time").asText()).isEqualTo("2026-03-02T09:00:00.000Z");
  }

  @Test
  void theSchemaNoticesAMissingFieldAWrongWordAndARecordOfNothing() throws IOException {
    JsonSchema schema = schema("detection");
    Detection any = new Court(Book.shipped()).hear(Traffic.of(7)).detections().get(0);
    ObjectNode record = (ObjectNode) JSON.readTree(Court.json(any));
    ObjectNode detection = (ObjectNode) record.get("detection");
    assertThat(schema.validate(with(record, detection.deepCopy().put("need", "soon"))))
        .isNotEmpty();
    assertThat(schema.validate(with(record, detection.deepCopy().without("entity")))).isNotEmpty();
    assertThat(schema.validate(with(record, detection.deepCopy().put("later", 1)))).isEmpty();
    assertThat(schema.validate(JSON.readTree("{}"))).isNotEmpty();
    assertThat(schema.validate(JSON.readTree("{\"detection\":null,\"clock\":null}"))).isNotEmpty();
  }

  @Test
  void everyCategoryIsKnownToTheSchema() throws IOException {
    assertThat(resource("detection").at("/$defs/detection/properties/category/enum"))
        .map(JsonNode::asText)
        .containsExactly(
            Arrays.stream(Category.values()).map(Category::wireName).toArray(String[]::new));
  }

  @Test
  void aControlRecordFitsItsSchema() throws IOException {
    Instant from = Instant.parse("2026-03-02T09:00:20Z");
    ControlRecord record =
        ControlRecord.of(ControlRecord.RULES, "bank", 3, from, RuleSet.shipped().text());
    JsonNode json = JSON.readTree(record.write());
    assertThat(schema("control-record").validate(json)).isEmpty();
    assertThat(json.get("effectiveFrom").asText()).isEqualTo("2026-03-02T09:00:20.000Z");
    assertThat(schema("control-record").validate(((ObjectNode) json).put("sha256", "no")))
        .isNotEmpty();
  }

  @Test
  void theShippedRuleFileFitsItsSchema() throws IOException {
    JsonNode rules = new ObjectMapper(new YAMLFactory()).readTree(RuleSet.shipped().text());
    assertThat(schema("rules").validate(rules)).isEmpty();
    ((ObjectNode) rules.at("/rules/0")).put("treshold", 3);
    assertThat(schema("rules").validate(rules)).isNotEmpty();
  }

  private static ObjectNode with(ObjectNode record, JsonNode detection) {
    return record.deepCopy().set("detection", detection);
  }

  private static JsonSchema schema(String name) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(resource(name));
  }

  private static JsonNode resource(String name) throws IOException {
    try (InputStream in =
        SchemaTest.class.getResourceAsStream("/schemas/" + name + ".schema.json")) {
      return JSON.readTree(in);
    }
  }
}
