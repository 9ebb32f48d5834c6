package io.gatewatch.models.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.Scorer;
import io.gatewatch.models.training.Recipe;
import io.gatewatch.models.training.Training;
import io.gatewatch.models.training.TrainingRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Twenty agents over a week, each with so many minutes a day; some are attacked. */
class LabelRateTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final String INPUTS =
      "agentsHeldOut: 0\ntrusted: [calls_1m]\ninputs: [calls_1m]\n";

  private final List<TrainingRow> rows = new ArrayList<>();

  @Test
  void asManyAttacksAsWhereItWasTrainedDoNotDiffer() {
    LabelRate rate = LabelRate.of(model("linear", 200), week(40, 10));
    assertThat(rate.attacks()).isEqualTo(70);
    assertThat(rate.share()).isCloseTo(rate.trained(), within(0.002));
    assertThat(rate.share()).isStrictlyBetween(rate.low(), rate.high());
    assertThat(rate.differs()).isFalse();
  }

  @Test
  void threeTimesTheAttackedMinutesDiffer() {
    LabelRate rate = LabelRate.of(model("linear", 200), week(40, 30));
    assertThat(rate.share() / rate.trained()).isBetween(2.3, 3.0);
    assertThat(rate.differs()).isTrue();
    assertThat(rate.low()).isGreaterThan(rate.trained());
  }

  /** Busier agents have no fewer attacks: their day's minutes count as training takes them. */
  @Test
  void ordinaryMinutesCountAsTrainingTakesThem() {
    AnomalyModel model = model("linear", 30);
    LabelRate rate = LabelRate.of(model, week(400, 10));
    assertThat(rate.minutes()).isEqualTo(20 * 7 * 30 + 7 * 100);
    assertThat(rate.share()).isCloseTo(rate.trained(), within(0.002));
    assertThat(rate.differs()).isFalse();
  }

  /** That all attacks were on one agent in twenty says little of how many there will be. */
  @Test
  void attacksOnOneAgentLeaveAWideInterval() {
    LabelRate even = LabelRate.of(model("linear", 200), week(40, 10));
    List<TrainingRow> onOne =
        week(40, 10).stream().map(r -> r.ordinary() ? r : on(r, "app-3")).toList();
    LabelRate one = LabelRate.of(model("linear", 200), onOne);
    assertThat(one.attackedMinutes()).isEqualTo(even.attackedMinutes());
    assertThat(one.low()).isZero();
    assertThat(one.high() - one.low()).isGreaterThan(2 * (even.high() - even.low()));
  }

  @Test
  void withoutAnAttackTheShareMayStillNotBeNothing() {
    LabelRate rate = LabelRate.of(model("linear", 200), week(40, 0));
    assertThat(rate.share()).isZero();
    assertThat(rate.low()).isZero();
    assertThat(rate.high()).isCloseTo(0.168, within(0.001)); // 1 - 0.025^(1/20)
  }

  @Test
  void aModelOfOrdinaryRowsAloneHasNoShareToHoldItAgainst() {
    LabelRate rate = LabelRate.of(model("kmeans", 10), week(40, 30));
    assertThat(rate.trained()).isNull();
    assertThat(rate.differs()).isFalse();
    assertThat(rate.attackedMinutes()).isEqualTo(70 * 30);
    assertThat(rate.minutes()).as("of all").isEqualTo(70 * 30 + 20 * 7 * 40);
  }

  private AnomalyModel model(String trainer, int minutes) {
    Recipe recipe =
        Recipe.read(
            "name: calls\ntrainer: "
                + trainer
                + "\nminutesPerAgentDay: "
                + minutes
                + "\n"
                + INPUTS);
    List<TrainingRow> trained = week(40, 10);
    return ModelFile.open(Training.train(recipe, trained, "made up").write());
  }

  /** Ten agents a day are attacked in so many minutes, in turns. */
  private List<TrainingRow> week(int ordinary, int attacked) {
    rows.clear();
    for (int day = 0; day < 7; day++) {
      for (int agent = 0; agent < 20; agent++) {
        for (int minute = 0; minute < ordinary; minute++) {
          row(agent, day, minute, 3 + minute % 5, Scorer.ORDINARY, null);
        }
        for (int minute = 0; minute < attacked && agent % 2 == day % 2; minute++) {
          row(agent, day, 410 + minute, 90 + minute, "volume_spike", day + "-" + agent);
        }
      }
    }
    rows.sort(Comparator.comparing(TrainingRow::time));
    return List.copyOf(rows);
  }

  private void row(int agent, int day, int minute, double calls, String label, String event) {
    double[] values = new double[FeatureSchema.size()];
    values[Feature.CALLS_1M.ordinal()] = calls;
    rows.add(
        new TrainingRow(
            "app-" + agent,
            START.plusSeconds(86_400L * day + 60L * minute + agent),
            ApiCall.AgentClass.AISP,
            new FeatureVector(values),
            label,
            event,
            null,
            TrainingRow.Told.NOTHING));
  }

  private static TrainingRow on(TrainingRow row, String agent) {
    return new TrainingRow(
        agent,
        row.time(),
        row.cohort(),
        row.features(),
        row.label(),
        row.event(),
        row.excluded(),
        row.told());
  }
}
