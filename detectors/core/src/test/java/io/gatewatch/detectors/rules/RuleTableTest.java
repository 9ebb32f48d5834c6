package io.gatewatch.detectors.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTableTest {
  @Test
  void theRuleTableInTheReadmeNamesEveryShippedRuleAndThresholdWithItsValue() throws IOException {
    List<String> readme = Files.readAllLines(Path.of("../README.md"));
    JsonNode rules = new ObjectMapper(new YAMLFactory()).readTree(RuleSet.shipped().text());
    assertThat(rules.get("rules")).hasSize(25);
    for (JsonNode rule : rules.get("rules")) {
      String row = row(readme, rule.get("id").asText());
      assertThat(row).contains(rule.get("category").asText(), rule.get("severity").asText());
      rule.path("thresholds")
          .properties()
          .forEach(t -> assertThat(row).contains(t.getKey() + " " + t.getValue().asText()));
    }
  }

  private static String row(List<String> readme, String rule) {
    return readme.stream()
        .filter(l -> l.startsWith("| `" + rule + "` |"))
        .findFirst()
        .orElseThrow();
  }
}
