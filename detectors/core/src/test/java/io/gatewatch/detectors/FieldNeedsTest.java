package io.gatewatch.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.rules.CelRule;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.features.Feature;
import io.gatewatch.ingest.CallField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FieldNeedsTest {
  @Test
  void everyShippedRuleSaysWhatItLivesOn() {
    List<String> shipped =
        RuleSet.shipped()
            .text()
            .lines()
            .filter(line -> line.startsWith("  - id: "))
            .map(line -> "rule." + line.substring("  - id: ".length()))
            .toList();
    assertThat(shipped).hasSizeGreaterThan(5);
    assertThat(FieldNeeds.detectors())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(shipped.stream(), Stream.of("model")).toList());
  }

  @Test
  void whoLosesWhatIsToldByFieldAndByDetector() {
    assertThat(FieldNeeds.without(CallField.OBJECTS).get("rule.object-enumeration").loss())
        .isEqualTo(FieldNeed.Loss.BLIND);
    assertThat(FieldNeeds.without(CallField.BYTES_OUT))
        .containsOnlyKeys("model", "rule.own-evidence");
    assertThat(FieldNeeds.without(CallField.TRACE_ID)).isEmpty();
    assertThat(FieldNeeds.without(CallField.PAGE_SIZE))
        .as("only rules of one's own ask for page_size and continuity_1h: see the next test")
        .isEmpty();
    assertThat(FieldNeeds.of("rule.object-enumeration@7"))
        .extracting(FieldNeed::field)
        .contains(CallField.OBJECTS);
    assertThat(FieldNeeds.of("model.kmeans-1@1")).isEqualTo(FieldNeeds.of("model"));
  }

  /** Were one to ask for them, it would have to say that it lives on the size of pages. */
  @Test
  void noShippedRuleAsksForWhatIsMadeOfPageSizes() {
    List<Feature> ofPages =
        List.of(Feature.PAGE_SIZE, Feature.USUAL_PAGE_SIZE, Feature.CONTINUITY_1H);
    List<Feature> asked =
        RuleSet.shipped().detectors().stream()
            .filter(CelRule.class::isInstance)
            .flatMap(rule -> ((CelRule) rule).condition().features().stream())
            .toList();
    assertThat(asked).isNotEmpty().doesNotContainAnyElementsOf(ofPages);
  }

  @Test
  void theTableOfTheReadmeIsTheCodesOwn() throws IOException {
    assertThat(Files.readString(Path.of("../README.md")))
        .contains(FieldNeeds.table(FieldNeeds.detectors()));
  }
}
