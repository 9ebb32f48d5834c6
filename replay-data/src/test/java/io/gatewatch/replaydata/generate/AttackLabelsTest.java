package io.gatewatch.replaydata.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
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
          .with(new AttackMix(96, Duration.ofHours(1), List.of(AttackKind.values()), List.of()));

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
    Set<AttackKind> kinds = EnumSet.allOf(AttackKind.class);
    kinds.remove(AttackKind.OFF_HOURS); // waits for the night
    assertThat(labels.attacks())
        .extracting(LabelledAttack::kind)
        .containsAll(kinds)
        .hasSizeBetween(38, 46);
  }

  @Test
  void theCallsOfEachLabelReallyOccurAndComeFromItsEntity() {
    List<LabelledAttack> audible = new ArrayList<>(labels.attacks());
    audible.removeIf(attack -> attack.calls() == 0);
    assertThat(HOSTILE).hasSameSizeAs(audible);
    for (LabelledAttack attack : audible) {
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
    assertThat(labels.attacks().stream().map(LabelledAttack::calls).distinct().count())
        .isGreaterThan(30);
    assertThat(labels.attacks()).anyMatch(a -> a.stealth() < 0.3).anyMatch(a -> a.stealth() > 0.7);
  }

  @Test
  void labelsAreWrittenInTheNamesThatAlertsUse() throws IOException {
    JsonNode json = new ObjectMapper().readTree(LabelsJson.write(labels));
    assertThat(json.get("schema").asInt()).isEqualTo(1);
    assertThat(json.get("complete").booleanValue()).isTrue();
    assertThat(json.get("attacks")).hasSameSizeAs(labels.attacks());
    for (JsonNode attack : json.get("attacks")) {
      assertThat(attack.get("kind").asText()).matches("[a-z_]+");
      assertThat(attack.get("variant").asText()).matches("[a-z_]+");
      assertThat(attack.get("heldOut").isBoolean()).isTrue();
      assertThat(attack.get("entity").get("kind").asText()).isIn("agent", "source", "route");
      boolean victim = attack.get("kind").asText().equals("client_impersonation");
      assertThat(attack.has("victim")).isEqualTo(victim);
      assertThat(attack.get("from").asText()).matches("2026-01-05T..:..:..\\.\\d{3}Z");
    }
  }

  @Test
  void labelsAreOfTheShapeThatShips() throws IOException {
    JsonNode json = new ObjectMapper().readTree(LabelsJson.write(labels));
    var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(getClass().getResourceAsStream("/schemas/labels.schema.json"));
    assertThat(schema.validate(json)).isEmpty();
    assertThat(json.at("/attacks/0")).isNotEmpty();
  }

  @Test
  void theSchemaKnowsEveryKind() throws IOException {
    JsonNode schema =
        new ObjectMapper().readTree(getClass().getResourceAsStream("/schemas/labels.schema.json"));
    List<String> named = new ArrayList<>();
    schema.at("/properties/attacks/items/properties/kind/enum").forEach(n -> named.add(n.asText()));
    assertThat(named)
        .containsExactlyElementsOf(
            EnumSet.allOf(AttackKind.class).stream().map(AttackKind::wireName).toList());
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
