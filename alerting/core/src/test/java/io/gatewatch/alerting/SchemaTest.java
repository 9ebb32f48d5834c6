package io.gatewatch.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.gatewatch.alerting.audit.AuditEntry;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the fold really writes, against the schemas that are shipped. */
class SchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyAlertOfALivelyHourFitsItsSchemaAndComesBackWhole() throws IOException {
    JsonSchema schema = schema("alert");
    for (Alert alert : livelyHour().alerts) {
      byte[] json = AlertJson.write(alert);
      assertThat(schema.validate(JSON.readTree(json))).isEmpty();
      assertThat(AlertJson.read(json)).isEqualTo(alert);
    }
  }

  @Test
  void everyQuotaUpdateOfALivelyHourFitsItsSchemaAndComesBackWhole() throws IOException {
    JsonSchema schema = schema("quota-update");
    for (QuotaUpdate update : livelyHour().quotas) {
      byte[] json = QuotaJson.write(update);
      assertThat(schema.validate(JSON.readTree(json))).isEmpty();
      assertThat(QuotaJson.read(json)).isEqualTo(update);
    }
  }

  @Test
  void everyActFitsItsSchemaAndComesBackWhole() throws IOException {
    JsonSchema schema = schema("quota-act");
    for (Act act : People.everything()) {
      assertThat(schema.validate(JSON.readTree(act.toJson()))).as("%s", act).isEmpty();
      assertThat(Act.fromJson(act.toJson())).isEqualTo(act);
    }
    assertThat(People.everything()).map(Act::kind).containsExactlyInAnyOrder(Act.Kind.values());
  }

  @Test
  void whatTheSchemaOfActsRefusesTheReaderRefusesToo() throws IOException {
    JsonSchema schema = schema("quota-act");
    for (Act act : People.everything()) {
      ObjectNode whole = (ObjectNode) JSON.readTree(act.toJson());
      for (String field : List.of("actId", "kind", "who", "why", "time")) {
        ObjectNode less = whole.deepCopy().putNull(field);
        assertThat(schema.validate(less)).as("%s without %s", act.kind(), field).isNotEmpty();
        assertThatThrownBy(() -> Act.fromJson(JSON.writeValueAsBytes(less)));
      }
    }
    ObjectNode pin =
        (ObjectNode) JSON.readTree(Says.of(Act.Kind.PIN, "a").limit(1).until(9).at(1).toJson());
    for (String field : List.of("tenant", "group", "scope", "agent", "limit", "until")) {
      ObjectNode less = pin.deepCopy().putNull(field);
      assertThat(schema.validate(less)).as(field).isNotEmpty();
      assertThatThrownBy(() -> Act.fromJson(JSON.writeValueAsBytes(less)));
    }
  }

  @Test
  void everyAuditEntryOfALivelyHourFitsItsSchema() throws IOException {
    JsonSchema schema = schema("audit");
    Rows rows = livelyHour();
    assertThat(rows.audit).hasSizeGreaterThan(15);
    for (AuditEntry entry : rows.audit) {
      assertThat(schema.validate(JSON.readTree(entry.toJson()))).isEmpty();
    }
  }

  @Test
  void onlyARaiseMayGoAboveBase() throws IOException {
    JsonSchema schema = schema("quota-update");
    QuotaUpdate update = livelyHour().quotas.get(0);
    ObjectNode json = (ObjectNode) JSON.readTree(QuotaJson.write(update));
    assertThat(schema.validate(json.deepCopy().put("factor", 1.5))).isNotEmpty();
    ObjectNode raised = json.deepCopy().put("factor", 1.5).put("action", "raise");
    assertThat(schema.validate(raised)).isEmpty();
  }

  @Test
  void fieldsStandInTheOrderOfTheContract() throws IOException {
    Rows rows = livelyHour();
    assertThat(fields(AlertJson.write(rows.alerts.get(0)))).isEqualTo(components(Alert.class));
    assertThat(fields(QuotaJson.write(rows.quotas.get(0))))
        .isEqualTo(components(QuotaUpdate.class));
    String alert = new String(AlertJson.write(rows.alerts.get(0)), StandardCharsets.UTF_8);
    assertThat(alert).contains("\"time\":\"2026-03-02T12:00:03.000Z\"", "\"campaignId\":null");
  }

  @Test
  void theSchemasNoticeAMissingFieldAndAWrongWord() throws IOException {
    ObjectNode alert = (ObjectNode) JSON.readTree(AlertJson.write(livelyHour().alerts.get(0)));
    JsonSchema schema = schema("alert");
    assertThat(schema.validate(alert.deepCopy().put("severity", "terrible"))).isNotEmpty();
    assertThat(schema.validate(alert.deepCopy().without("lane"))).isNotEmpty();
    assertThat(schema.validate(alert.deepCopy().put("addedLater", 1))).isEmpty();
  }

  @Test
  void everyCategoryIsKnownToTheAlertSchema() throws IOException {
    JsonNode known = resource("alert").at("/properties/category/enum");
    assertThat(known)
        .map(JsonNode::asText)
        .containsExactly(
            Arrays.stream(Category.values()).map(Category::wireName).toArray(String[]::new));
  }

  private static Rows livelyHour() {
    Rows rows = Rows.enforcing();
    for (int i = 0; i < 5; i++) {
      rows.hear(Findings.of("aisp/" + i).scope(i == 0 ? null : "accounts.read").at(3));
    }
    rows.hear(Findings.of("198.51.100.0/24").about(Entity.Kind.SOURCE, 4, 0));
    rows.hear(Findings.of("accounts").need(Need.SAME).about(Entity.Kind.SERVICE, 5, 0));
    rows.until(400);
    rows.hear(Findings.of("aisp-7").severity(Severity.CRITICAL).at(430));
    rows.hear(Findings.of("aisp-7").by("m@1", Category.SCRAPING).shadow().at(431));
    rows.say(Says.of(Act.Kind.PIN).on("*", "aisp-8").limit(900).until(1_200).at(435));
    rows.say(Says.of(Act.Kind.GRANT, "aisp-7").at(455));
    rows.until(3_600);
    assertThat(rows.quotas).hasSizeGreaterThan(20);
    return rows;
  }

  private static List<String> fields(byte[] json) throws IOException {
    return JSON.readTree(json).properties().stream().map(Map.Entry::getKey).toList();
  }

  private static List<String> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
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
