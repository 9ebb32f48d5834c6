package io.gatewatch.sinks.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.sinks.Told;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class EcsAlertTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void anAlertIsAnEventThatElasticKnows() throws IOException {
    JsonNode row = JSON.readTree(EcsAlert.write(Told.enumeration().alert()));

    assertThat(row.at("/@timestamp").asText()).isEqualTo("2026-02-03T09:00:01Z");
    assertThat(row.at("/event/kind").asText()).isEqualTo("alert");
    assertThat(row.at("/event/severity").asInt()).isEqualTo(73);
    assertThat(row.at("/event/risk_score").asInt()).isEqualTo(87);
    assertThat(row.at("/user/name").asText()).isEqualTo("budget-buddy");
    assertThat(row.at("/source/ip").asText()).isEqualTo("203.0.113.7");
    assertThat(row.at("/rule/id").asText()).isEqualTo("rule.object-enumeration@3");
    assertThat(row.at("/threat/technique/id/0").asText()).isEqualTo("T1087");
  }

  @Test
  void aClosedAlertEnds() throws IOException {
    JsonNode row = JSON.readTree(EcsAlert.write(Told.enumeration().closed().alert()));

    assertThat(row.at("/event/type/0").asText()).isEqualTo("end");
    assertThat(row.at("/event/id").asText()).isEqualTo("a-77e1-2");
    assertThat(row.at("/gatewatch/alert_id").asText()).isEqualTo("a-77e1");
  }
}
