package io.gatewatch.replaydata.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AttackLabelsTest {
  private static List<GeneratedLine> lines;
  private static Labels labels;

  @BeforeAll
  static void aDayOfTraffic() {
    Scenario scenario = Scenario.defaults(3, 25);
    TrafficGenerator traffic =
        TrafficGenerator.of(
            scenario, scenario.start(), scenario.start().plus(Duration.ofHours(20)));
    lines = Traffic.take(traffic);
    labels = traffic.labels();
  }

  @Test
  void everyKindOfAttackOccursInADay() {
    assertThat(labels.attacks())
        .extracting(LabelledAttack::kind)
        .contains(AttackKind.values())
        .hasSizeBetween(15, 20);
  }

  @Test
  void theCallsOfEachLabelReallyOccurAndComeFromItsEntity() {
    TreeMap<String, List<GeneratedLine>> byAttack =
        lines.stream()
            .filter(line -> line.attackId() != null)
            .collect(
                Collectors.groupingBy(GeneratedLine::attackId, TreeMap::new, Collectors.toList()));

    assertThat(byAttack).hasSameSizeAs(labels.attacks());
    for (LabelledAttack attack : labels.attacks()) {
      List<GeneratedLine> calls = byAttack.get(attack.id());
      assertThat(calls).as(attack.id()).hasSize(Math.toIntExact(attack.calls()));
      assertThat(calls.get(0).time()).isEqualTo(attack.from());
      assertThat(calls.get(calls.size() - 1).time()).isEqualTo(attack.to());
      assertThat(calls).allMatch(line -> isBy(attack, Traffic.json(line)));
    }
  }

  @Test
  void nothingInALineTellsThatItIsAnAttack() {
    Set<String> ordinary = new HashSet<>();
    Set<String> hostile = new HashSet<>();
    for (GeneratedLine line : lines) {
      collectFields("", Traffic.json(line), line.attackId() == null ? ordinary : hostile);
      assertThat(Traffic.text(line)).doesNotContainIgnoringCase("attack");
    }
    assertThat(ordinary).containsAll(hostile);
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

  @Test
  void theSameObjectsComeAgainForAnAgentUnlessItEnumerates() {
    Set<String> before = new TreeSet<>();
    int seen = 0;
    int known = 0;
    for (GeneratedLine line : lines) {
      if (line.attackId() == null && Traffic.agent(line).equals("ai-agent-04")) {
        String uri = Traffic.json(line).get("request").get("uri").asText();
        seen++;
        known += before.add(uri) ? 0 : 1;
      }
    }
    assertThat(seen).isGreaterThan(1_000);
    assertThat(known).isGreaterThan(seen / 2);
  }
}
