package io.gatewatch.sinks.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.alerting.Alert;
import io.gatewatch.detectors.Severity;
import io.gatewatch.sinks.Told;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OcsfFindingTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aFindingHasWhatItsClassRequires() throws IOException {
    JsonNode row = row(Told.enumeration());

    for (String required :
        new String[] {
          "/activity_id",
          "/category_uid",
          "/class_uid",
          "/finding_info/uid",
          "/finding_info/analytic/type_id",
          "/metadata/product/vendor_name",
          "/metadata/version",
          "/severity_id",
          "/time",
          "/type_uid"
        }) {
      assertThat(row.at(required).isMissingNode()).as(required).isFalse();
    }
    assertThat(row.at("/class_uid").asInt()).isEqualTo(2004);
    assertThat(row.at("/type_uid").asLong()).isEqualTo(200_401);
    assertThat(row.at("/time").asLong()).isEqualTo(Told.TIME.plusSeconds(1).toEpochMilli());
  }

  @Test
  void itsLifeIsCreateUpdateAndCloseUnderOneUid() throws IOException {
    JsonNode created = row(Told.enumeration());
    JsonNode graver = row(Told.enumeration().graver());
    JsonNode closed = row(Told.enumeration().closed());

    assertThat(created.at("/activity_name").asText()).isEqualTo("Create");
    assertThat(graver.at("/type_uid").asLong()).isEqualTo(200_402);
    assertThat(graver.at("/severity_id").asInt()).isEqualTo(5);
    assertThat(closed.at("/status_id").asInt()).isEqualTo(4);
    assertThat(closed.at("/is_alert").asBoolean()).isFalse();
    assertThat(graver.at("/finding_info/uid")).isEqualTo(created.at("/finding_info/uid"));
    assertThat(graver.at("/metadata/uid")).isNotEqualTo(created.at("/metadata/uid"));
  }

  @Test
  void severitiesAndStatusesHaveTheirNumbers() throws IOException {
    Told told = Told.enumeration();

    assertThat(row(told.with(Severity.LOW)).at("/severity_id").asInt()).isEqualTo(2);
    assertThat(row(told.with(Severity.MEDIUM)).at("/severity_id").asInt()).isEqualTo(3);
    assertThat(row(told).at("/severity_id").asInt()).isEqualTo(4);
    assertThat(row(told.with(Alert.Status.IN_PROGRESS)).at("/status_id").asInt()).isEqualTo(2);
    assertThat(row(told.with(Alert.Status.SUPPRESSED)).at("/status_id").asInt()).isEqualTo(3);
  }

  @Test
  void theCallsThatShowItAreItsEvidence() throws IOException {
    JsonNode evidence = row(Told.enumeration()).at("/evidences/0");

    assertThat(evidence.at("/actor/user/uid").asText()).isEqualTo("5d0c1a52");
    assertThat(evidence.at("/api/operation").asText()).isEqualTo("GET /accounts/{id}");
    assertThat(evidence.at("/api/response/code").asInt()).isEqualTo(403);
    assertThat(evidence.at("/src_endpoint/ip").asText()).isEqualTo("203.0.113.7");
  }

  private static JsonNode row(Told told) throws IOException {
    return JSON.readTree(OcsfFinding.write(told.alert()));
  }
}
