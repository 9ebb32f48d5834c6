package io.gatewatch.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.gatewatch.models.Scorer;
import io.gatewatch.models.training.TrainingRow;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReviewQueueTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-02");
  private static final double THRESHOLD = StrictMath.log1p(100);

  private static List<ScoredRow> scored(TestFleet fleet) {
    return Scored.of(TestFleet.byCalls(), fleet.rows());
  }

  /** 200 windows of one minute; the later, the higher they score. */
  private static TestFleet windows() {
    TestFleet fleet = new TestFleet();
    for (int i = 0; i < 200; i++) {
      fleet.minute("agent-" + i % 7, 3 * i, i / 3.0);
    }
    return fleet;
  }

  @Test
  void onlyQuietMinutesOfThatDayAreOffered() {
    TestFleet fleet = new TestFleet().minute("quiet", 5, 50).minute("tomorrow", TestFleet.DAY, 50);
    fleet.minute("alerting", 5, 101);
    fleet.row("low", 5, 50, Scorer.ORDINARY, null, null, TrainingRow.Told.LOW);
    fleet.row("loud", 5, 50, Scorer.ORDINARY, null, null, TrainingRow.Told.LOUD);
    for (TrainingRow.Exclusion why : TrainingRow.Exclusion.values()) {
      fleet.row("x" + why, 5, 50, Scorer.ORDINARY, null, why, TrainingRow.Told.NOTHING);
    }
    ReviewQueue queue = ReviewQueue.pick(scored(fleet), DAY, THRESHOLD, 50, 50, 1);
    assertThat(queue.items())
        .extracting(ReviewItem::agent)
        .containsExactlyInAnyOrder("quiet", "low");
  }

  @Test
  void adjacentMinutesAreOneWindowOfTenAtMost() {
    TestFleet fleet = new TestFleet().minute("b", 30, 1);
    for (int m = 0; m < 25; m++) {
      fleet.minute("a", 100 + m, 1);
    }
    fleet.minute("a", 127, 1);
    ReviewQueue queue = ReviewQueue.pick(scored(fleet), DAY, THRESHOLD, 50, 0, 1);
    assertThat(queue.items())
        .extracting(i -> i.agent() + Duration.between(i.from(), i.to()).toMinutes())
        .containsExactlyInAnyOrder("b1", "a10", "a10", "a5", "a1");
  }

  @Test
  void bothKindsAreDrawnWithTheirProbabilities() {
    ReviewPlan plan = ReviewQueue.pick(scored(windows()), DAY, THRESHOLD, 19, 5, 1).plan();
    assertThat(plan.strata())
        .containsExactly(
            new ReviewPlan.Stratum(ReviewPlan.NEAR, 10, 5),
            new ReviewPlan.Stratum(ReviewPlan.OTHERS, 190, 19));
    assertThat(plan.drawn())
        .hasSize(24)
        .allMatch(d -> d.probability() == (d.stratum().equals(ReviewPlan.NEAR) ? 0.5 : 0.1));
    // Near the threshold are the last ten of the 200.
    assertThat(plan.drawn())
        .filteredOn(d -> d.stratum().equals(ReviewPlan.NEAR))
        .allMatch(d -> Duration.between(TestFleet.START, d.window().from()).toMinutes() >= 570);
  }

  @Test
  void everyWindowOfAStratumIsDrawnAboutAsOften() {
    List<ScoredRow> rows = scored(windows());
    List<String> drawn = new ArrayList<>();
    for (int seed = 0; seed < 400; seed++) {
      ReviewQueue.pick(rows, DAY, THRESHOLD, 19, 5, seed)
          .items()
          .forEach(i -> drawn.add(i.from().toString()));
    }
    var counts = drawn.stream().collect(Collectors.groupingBy(d -> d, Collectors.counting()));
    assertThat(counts).hasSize(200);
    // Of 400 draws 40 are expected, or 200 near the threshold; 5 standard deviations either way.
    assertThat(counts.values()).allMatch(n -> (n >= 10 && n <= 70) || (n >= 150 && n <= 250));
  }

  @Test
  void orderAndContentTellNothingOfTheStratum() {
    List<ScoredRow> rows = scored(windows());
    double sum = 0;
    int near = 0;
    for (int seed = 0; seed < 400; seed++) {
      ReviewQueue queue = ReviewQueue.pick(rows, DAY, THRESHOLD, 19, 5, seed);
      for (int i = 0; i < queue.items().size(); i++) {
        if (queue.plan().drawn().get(i).stratum().equals(ReviewPlan.NEAR)) {
          sum += i;
          near++;
        }
      }
      assertThat(queue.ndjson()).doesNotContain("near", "random", "score", "prob");
    }
    // Places 0 to 23: 11.5 in the mean, of 2,000 with a standard error of 0.15.
    assertThat(sum / near).isBetween(10.9, 12.1);
  }

  @Test
  void theSameRowsInAnyOrderGiveTheSameQueue() {
    List<ScoredRow> shuffled = new ArrayList<>(scored(windows()));
    Collections.shuffle(shuffled, new Random(1));
    assertThat(ReviewQueue.pick(shuffled, DAY, THRESHOLD, 19, 5, 1).plan())
        .isEqualTo(ReviewQueue.pick(scored(windows()), DAY, THRESHOLD, 19, 5, 1).plan());
    assertThat(ReviewQueue.pick(shuffled, DAY, THRESHOLD, 19, 5, 2).items())
        .isNotEqualTo(ReviewQueue.pick(shuffled, DAY, THRESHOLD, 19, 5, 1).items());
  }

  @Test
  void aPlanIsReadBackAndOtherTextRefusedInOneLine() {
    ReviewQueue queue = ReviewQueue.pick(scored(windows()), DAY, THRESHOLD, 19, 5, 1);
    assertThat(ReviewQueue.readPlan(queue.planJson("m-1"))).isEqualTo(queue.plan().of("m-1"));
    for (String bad : List.of("", "null", "[]", "{}", "{\"schema\":2}", "{\"schema\":1}")) {
      assertThatThrownBy(() -> ReviewQueue.readPlan(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("review-plan.json: ");
    }
  }

  @Test
  void queueAndPlanAreWhatTheirSchemasSay() throws Exception {
    ObjectMapper json = new ObjectMapper();
    for (double threshold : new double[] {THRESHOLD, Double.POSITIVE_INFINITY}) {
      ReviewQueue queue = ReviewQueue.pick(scored(windows()), DAY, threshold, 19, 5, 1);
      for (String line : queue.ndjson().lines().toList()) {
        ObjectNode window = (ObjectNode) json.readTree(line);
        assertThat(schema("review").validate(window)).isEmpty();
        assertThat(schema("review").validate(window.put("verdict", "attack"))).isEmpty();
        assertThat(schema("review").validate(window.put("verdict", "good"))).isNotEmpty();
      }
      ObjectNode plan = (ObjectNode) json.readTree(queue.planJson("m-1"));
      assertThat(schema("review-plan").validate(plan)).isEmpty();
      assertThat(schema("review-plan").validate(plan.put("made_up", 1))).isNotEmpty();
      assertThat(ReviewQueue.readPlan(queue.planJson("m-1")).threshold()).isEqualTo(threshold);
    }
  }

  private static JsonSchema schema(String name) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(ReviewQueueTest.class.getResourceAsStream("/schemas/" + name + ".schema.json"));
  }

  @Test
  void aDayWithoutQuietMinutesHasAnEmptyQueue() {
    ReviewQueue queue =
        ReviewQueue.pick(scored(new TestFleet().minute("a", 1, 500)), DAY, THRESHOLD, 5, 5, 1);
    assertThat(queue.items()).isEmpty();
    assertThat(queue.ndjson()).isEmpty();
  }
}
