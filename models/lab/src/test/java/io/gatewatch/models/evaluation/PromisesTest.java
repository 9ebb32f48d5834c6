package io.gatewatch.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.models.Scorer;
import io.gatewatch.models.training.TrainingRow;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Models of which a p of 0.1 stands for 90 calls a minute, and 0.01 for 99. */
class PromisesTest {
  private static final EvaluationSettings SETTINGS = new EvaluationSettings(1, 200, 3);

  /** Ten AISPs whose calls are 0 to 100, and so many bots that make up to {@code most}. */
  private static TestFleet fleet(int bots, double most) {
    Random random = new Random(11);
    TestFleet fleet = new TestFleet();
    for (int a = 0; a < 10 + bots; a++) {
      boolean bot = a >= 10;
      for (int m = 0; m < 600; m++) {
        fleet.minute((bot ? "bot-" : "agent-") + a, m, (bot ? most : 100) * random.nextDouble());
      }
    }
    return fleet;
  }

  private static ModelEvaluation evaluate(TestFleet fleet) {
    return ModelEvaluator.evaluate(
        TestFleet.byCalls(), null, List.of(), fleet.rows(), Set.of(), SETTINGS);
  }

  @Test
  void aPromiseThatIsKeptIsNotWarnedOf() {
    ModelEvaluation found = evaluate(fleet(10, 100));
    assertThat(found.notes()).noneMatch(n -> n.contains("p-values") || n.contains("P-values"));
    assertThat(found.pValuesByCohort())
        .extracting(ModelEvaluation.CohortPromises::name)
        .containsExactly("ai_agent", "aisp");
    assertThat(found.pValuesByCohort().get(0).agents()).isEqualTo(10);
  }

  @Test
  void aBrokenPromiseOfOneClassIsWarnedOfInTextPageAndCardThoughTheOthersKeepIt() {
    ModelEvaluation found = evaluate(fleet(5, 180));
    ModelEvaluation.PromisedShare tenth =
        found.pValuesByCohort().get(0).pValues().stream()
            .filter(p -> p.promised() == 0.1)
            .findFirst()
            .orElseThrow();
    assertThat(tenth.realised().value()).isCloseTo(0.5, within(0.03));
    assertThat(tenth.tooMany()).isTrue();
    String warning = "Warning: p-values of ai_agent are too small: p <= 0.01 holds for 0.4";
    assertThat(found.notes()).anyMatch(n -> n.startsWith(warning));
    assertThat(found.notes()).noneMatch(n -> n.contains("p-values of aisp"));
    assertThat(ModelEvaluationText.of(found)).contains(warning).contains("ai_agent, 5 ");
    assertThat(ModelEvaluationPage.of(found)).contains("broken: too many");
    assertThat(ModelCardText.of(TestFleet.card(), found, null, 1)).contains("Warning: p-values");
  }

  /** What most breaks a promise: agents that are unlike those that calibrated. */
  @Test
  void agentsFromWhichNothingWasLearnedAreToldByThemselves() {
    ModelEvaluation found =
        ModelEvaluator.evaluate(
            TestFleet.byCalls(),
            null,
            List.of(),
            fleet(5, 180).rows(),
            agent -> agent.startsWith("bot"),
            SETTINGS);
    assertThat(found.pValuesByCohort())
        .filteredOn(c -> c.name().equals("agents never learned from"))
        .singleElement()
        .satisfies(c -> assertThat(c.agents()).isEqualTo(5));
    assertThat(found.notes())
        .anyMatch(n -> n.startsWith("Warning: p-values of agents never learned from are too"));
  }

  /** Small classes have no p-values of their own, so theirs are the first to break. */
  @Test
  void aBrokenPromiseOfFewAgentsIsWarnedOfWithTheirNumber() {
    assertThat(evaluate(fleet(4, 180)).notes())
        .anyMatch(
            n ->
                n.startsWith(
                        "Warning: p-values of ai_agent (only 4 agents) are too small: p <= 0.01")
                    && n.contains("p <= 0.1 holds for 0."));
    assertThat(evaluate(fleet(1, 180)).notes())
        .anyMatch(n -> n.startsWith("Warning: p-values of ai_agent (only 1 agent) are too small"));
  }

  @Test
  void ofFewAgentsThatKeepItOrAreMoreCautiousNothingIsSaid() {
    assertThat(evaluate(fleet(1, 100)).notes()).noneMatch(n -> n.contains("p-values of ai_agent"));
    assertThat(evaluate(fleet(4, 50)).notes()).noneMatch(n -> n.contains("of ai_agent"));
  }

  @Test
  void aModelThatIsMoreCautiousThanItSaysIsToldOfWithoutAWarning() {
    ModelEvaluation found = evaluate(fleet(5, 50));
    assertThat(found.notes())
        .anyMatch(n -> n.startsWith("P-values of ai_agent are larger than need be: p <= 0.01"))
        .noneMatch(n -> n.startsWith("Warning: p-values of ai_agent"));
  }

  @Test
  void whatMinutesUnderUnjudgedAlertsMayHideIsSaidWithNumbers() {
    TestFleet fleet = fleet(0, 0);
    for (int m = 0; m < 60; m++) {
      fleet.row(
          "agent-0",
          2_000 + m,
          500,
          Scorer.ORDINARY,
          null,
          TrainingRow.Exclusion.ALERT,
          TrainingRow.Told.LOUD);
    }
    ModelEvaluation found = evaluate(fleet);
    assertThat(found.data().underAlertRows()).isEqualTo(60);
    assertThat(found.notes())
        .anyMatch(
            n ->
                n.startsWith("60 minutes of no known attack (1.0 %) were under an alert")
                    && n.contains("p <= 0.01 would hold for 0.0"));
    double said =
        found.notes().stream()
            .filter(n -> n.startsWith("60 minutes"))
            .mapToDouble(n -> Double.parseDouble(n.replaceAll(".*would be ([0-9.]+) .*", "$1")))
            .findFirst()
            .orElseThrow();
    assertThat(said).isGreaterThan(found.atBudget().realisedPerDay().value());
  }
}
