package io.gatewatch.replaydata.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AttackLabelsTest {
  private static final Duration HALF_A_DAY = Duration.ofHours(12);
  private static final Scenario SCENARIO =
      Scenario.defaults(3, 25)
          .with(new AttackMix(48, Duration.ofHours(1), List.of(AttackKind.values()), List.of()));

  private static final Set<String> ORDINARY_FIELDS = new TreeSet<>();
  private static final Map<String, List<GeneratedLine>> HOSTILE = new TreeMap<>();
  private static Labels labels;

  @BeforeAll
  static void halfADayOfTraffic() {
    TrafficGenerator traffic =
        TrafficGenerator.of(SCENARIO, SCENARIO.start(), SCENARIO.start().plus(HALF_A_DAY));
    int ordinary = 0;
    while (traffic.hasNext()) {
      GeneratedLine line = traffic.next();
      if (line.attackId() != null) {
        HOSTILE.computeIfAbsent(line.attackId(), id -> new ArrayList<>()).add(line);
      } else if (++ordinary % 8 == 0) {
        collectFields("", Traffic.json(line), ORDINARY_FIELDS);
      }
    }
    labels = traffic.labels();
  }

  @Test
  void everyKindOfAttackOccursWithinHours() {
    assertThat(labels.attacks())
        .extracting(LabelledAttack::kind)
        .contains(AttackKind.values())
        .hasSizeBetween(16, 22);
  }

  @Test
  void theCallsOfEachLabelReallyOccurAndComeFromItsEntity() {
    assertThat(HOSTILE).hasSameSizeAs(labels.attacks());
    for (LabelledAttack attack : labels.attacks()) {
      List<GeneratedLine> calls = HOSTILE.get(attack.id());
      assertThat(calls).as(attack.id()).hasSize(Math.toIntExact(attack.calls()));
      assertThat(calls.get(0).time()).isEqualTo(attack.from());
      assertThat(calls.get(calls.size() - 1).time()).isEqualTo(attack.to());
      assertThat(calls).allMatch(line -> isBy(attack, Traffic.json(line)));
    }
  }

  @Test
  void nothingInALineTellsThatItIsAnAttack() {
    Set<String> fields = new TreeSet<>();
    for (List<GeneratedLine> calls : HOSTILE.values()) {
      for (GeneratedLine line : calls) {
        collectFields("", Traffic.json(line), fields);
        assertThat(Traffic.text(line).contains("attack")).isFalse();
      }
    }
    assertThat(ORDINARY_FIELDS).containsAll(fields);
  }

  @Test
  void attacksDifferInSizeAndPace() {
    assertThat(labels.attacks()).extracting(LabelledAttack::calls).doesNotHaveDuplicates();
    assertThat(labels.attacks()).anyMatch(a -> a.stealth() < 0.3).anyMatch(a -> a.stealth() > 0.7);
  }

  @Test
  void labelsAreWrittenInTheNamesThatAlertsUse() throws IOException {
    JsonNode json = new ObjectMapper().readTree(LabelsJson.write(labels));
    assertThat(json.get("schema").asInt()).isEqualTo(1);
    assertThat(json.get("attacks")).hasSameSizeAs(labels.attacks());
    for (JsonNode attack : json.get("attacks")) {
      assertThat(attack.get("kind").asText()).matches("[a-z_]+");
      assertThat(attack.get("entity").get("kind").asText()).isIn("agent", "source");
      assertThat(attack.get("from").asText()).matches("2026-01-05T..:..:..\\.\\d{3}Z");
    }
  }

  private static boolean isBy(LabelledAttack attack, JsonNode line) {
    if (attack.entity().kind().equals("agent")) {
      // A token may run out in mid-attack: then the gateway does not know the agent.
      String id = line.path("consumer").path("id").asText(attack.entity().id());
      return id.equals(attack.entity().id());
    }
    String address = line.get("client_ip").asText();
    String network = address.substring(0, address.lastIndexOf('.')) + ".0/24";
    return !line.has("consumer") && attack.networks().contains(network);
  }

  private static void collectFields(String path, JsonNode node, Set<String> fields) {
    node.forEachEntry(
        (field, value) -> {
          String name = path + "/" + field;
          fields.add(name.startsWith("/request/querystring/") ? "/request/querystring" : name);
          collectFields(name, value, fields);
        });
  }
}
