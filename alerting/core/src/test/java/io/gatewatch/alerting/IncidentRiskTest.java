package io.gatewatch.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Incident.Joined;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection.Mode;
import io.gatewatch.detectors.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentRiskTest {
  private static final Category STUFFING = Category.CREDENTIAL_STUFFING;
  private static final Category OBJECTS = Category.OBJECT_ENUMERATION;

  @Test
  void theTableOfTheReadmeIsTheFormulasOwn() throws IOException {
    String rows =
        String.join(
            "\n",
            row("one, low, at its threshold", Severity.LOW, live(OBJECTS, 0.5)),
            row("one, medium, at its threshold", Severity.MEDIUM, live(OBJECTS, 0.5)),
            row("one, high, at its threshold", Severity.HIGH, live(OBJECTS, 0.5)),
            row("one, high, at twice its threshold", Severity.HIGH, live(OBJECTS, 0.75)),
            row(
                "two of one category, high, at twice and at once the threshold",
                Severity.HIGH,
                live(OBJECTS, 0.75),
                live(OBJECTS, 0.5)),
            row(
                "the same two of two categories",
                Severity.HIGH,
                live(OBJECTS, 0.75),
                live(STUFFING, 0.5)),
            row("one, critical, a plain fact", Severity.CRITICAL, live(OBJECTS, 1)));
    assertThat(Files.readString(Path.of("../README.md"))).contains(rows + "\n\n");
  }

  @Test
  void confidenceNeverFallsWhenADetectorJoinsAndAShadowOneChangesNothing() {
    Joined strong = live(OBJECTS, 0.9);
    double alone = IncidentRisk.confidence(List.of(strong));
    for (Category other : Category.values()) {
      assertThat(IncidentRisk.confidence(List.of(strong, live(other, 0.1)))).isBetween(alone, 1.0);
      Joined shadow = new Joined(other, 1, Mode.SHADOW);
      assertThat(IncidentRisk.confidence(List.of(strong, shadow))).isEqualTo(alone);
      assertThat(IncidentRisk.risk(Severity.HIGH, List.of(strong, shadow)))
          .isEqualTo(IncidentRisk.risk(Severity.HIGH, List.of(strong)));
    }
  }

  private static Joined live(Category category, double score) {
    return new Joined(category, score, Mode.LIVE);
  }

  private static String row(String words, Severity severity, Joined... joined) {
    List<Joined> all = List.of(joined);
    return "| "
        + words
        + " | "
        + IncidentRisk.risk(severity, all)
        + " | "
        + IncidentRisk.confidence(all)
        + " |";
  }
}
