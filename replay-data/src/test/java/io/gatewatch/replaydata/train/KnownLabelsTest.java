package io.gatewatch.replaydata.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.models.Scorer;
import io.gatewatch.models.training.Labels;
import io.gatewatch.models.training.TrainingRow;
import io.gatewatch.replaydata.evaluate.KnownAttack;
import io.gatewatch.replaydata.evaluate.Truth;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownLabelsTest {
  private static final Instant FIRST = Instant.parse("2026-03-02T10:00:20Z");
  private static final Instant LAST = Instant.parse("2026-03-02T10:09:40Z");
  private static final Instant CLOSED = Instant.parse("2026-03-02T18:00:00Z");
  private static final AlertSpans.Whole ALERT =
      new AlertSpans.Whole("agent/7", Category.SCRAPING, FIRST, LAST, CLOSED);

  /** Hours until somebody closed the alert say nothing about what raised it. */
  @Test
  void aFalseAlarmEndsWithItsLastEvidence() {
    assertThat(known(new Verdict("agent/7", "false_positive", null, null, null, "a-1", "a test")))
        .containsExactly(
            new FalseAlarm(
                "a-1",
                "agent/7",
                Instant.parse("2026-03-02T10:00:00Z"),
                LAST,
                "a test",
                false,
                List.of()));
  }

  @Test
  void whoSaysWhenIsTakenAtTheirWord() {
    assertThat(known(new Verdict("agent/7", "false_positive", FIRST, CLOSED, null, "a-1", null)))
        .containsExactly(
            new FalseAlarm("a-1", "agent/7", FIRST, CLOSED, "no reason given", false, List.of()));
  }

  @Test
  void whatIsLaterCalledAnAttackIsNoFalseAlarmAnyMore() {
    Verdict wrong = span("false_positive", FIRST, LAST);
    Verdict attack = span("true_positive", FIRST, CLOSED);
    assertThat(known(wrong, attack)).isEmpty();
    assertThat(known(attack, wrong)).as("who speaks last").hasSize(1);
    assertThat(known(wrong, span("undetermined", FIRST, LAST))).isEmpty();
    Verdict ofAnother =
        new Verdict("agent/7", "benign_positive", null, null, null, "a-1", "of one alert");
    assertThat(known(wrong, ofAnother)).hasSize(1);
    assertThat(known(wrong, new Verdict("agent/8", "missed", FIRST, LAST, null, null, null)))
        .hasSize(1);
  }

  @Test
  void minutesThatAreLaterCalledAnAttackAreNotOfTheFalseAlarm() {
    Verdict wrong = span("false_positive", FIRST, CLOSED);
    FalseAlarm alarm = known(wrong, span("missed", FIRST, LAST)).get(0);
    TrainingRow attacked = at("agent/7", LAST);
    TrainingRow calm = at("agent/7", LAST.plusSeconds(60));
    List<TrainingRow> rows = List.of(attacked, calm, at("agent/8", CLOSED));
    assertThat(alarm.harmless(rows)).containsExactly(calm);
    assertThat(alarm.isCalledOtherwise(rows)).isFalse();
    assertThat(alarm.isCalledOtherwise(List.of(attacked))).isTrue();
    assertThat(alarm.isCalledOtherwise(List.of())).isFalse();
  }

  /** Anybody who may write to a topic could say what a model is judged by. */
  @Test
  void aTopicNamesFalseAlarmsAndLabelsNothingAndFilesOutrankIt() {
    Verdict wrong = span("false_positive", FIRST, LAST);
    Verdict attack = span("missed", FIRST, LAST);
    KnownLabels said = ofTopic(List.of(), attack, wrong);
    assertThat(said.falseAlarms()).singleElement().matches(FalseAlarm::ofTopic);
    TrainingRow row = at("agent/7", LAST);
    assertThat(said.labels().label(row, List.of())).isEqualTo(row);
    assertThat(ofTopic(List.of(attack), wrong).falseAlarms()).isEmpty();
    assertThat(ofTopic(List.of(wrong), attack).falseAlarms())
        .singleElement()
        .matches(a -> !a.ofTopic());
  }

  private static KnownLabels ofTopic(List<Verdict> file, Verdict... topic) {
    return KnownLabels.of(
        null, file, List.of(topic), id -> null, id -> id.equals("a-1") ? ALERT : null);
  }

  /** An alert of the topic could be about anybody, and as long as its writer likes. */
  @Test
  void anAlertOfTheTopicSaysOfAFileWhatWasHarmlessAndNothingElse() {
    for (String verdict : List.of("true_positive", "undetermined")) {
      KnownLabels said =
          ofTopic(List.of(new Verdict("agent/7", verdict, null, null, null, "a-1", null)));
      TrainingRow row = at("agent/7", LAST);
      assertThat(said.labels().label(row, List.of())).as(verdict).isEqualTo(row);
      assertThat(said.withoutSpan()).isEqualTo(1);
    }
    Verdict wrong = new Verdict("agent/7", "false_positive", null, null, null, "a-1", null);
    assertThat(ofTopic(List.of(wrong)).falseAlarms()).hasSize(1);
  }

  @Test
  void whatWasRightButHarmlessIsNoFalseAlarm() {
    assertThat(known(new Verdict("agent/7", "benign_positive", null, null, null, "a-1", null)))
        .isEmpty();
  }

  @Test
  void whereTheTruthIsKnownOnlyAlertsNearAnAttackOnOrByAnAgentHideAnything() {
    KnownAttack attack =
        new KnownAttack(
            "a-7",
            "credential_stuffing",
            null,
            false,
            "source",
            "10.0.0.9",
            List.of(),
            "aisp-1",
            FIRST,
            LAST,
            40,
            0);
    Truth truth = new Truth(List.of(attack), List.of(), true);
    Labels known = KnownLabels.of(truth, List.of(), id -> null).labels();
    TrainingRow victim = known.label(row("bank/edge/agent/aisp-1"), List.of("x"));
    assertThat(victim.excluded()).isEqualTo(TrainingRow.Exclusion.ALERT);
    assertThat(victim.ordinary()).isTrue();
    assertThat(known.label(row("bank/edge/agent/aisp-2"), List.of("x")).excluded()).isNull();
    Labels unknown = KnownLabels.of(null, List.of(), id -> null).labels();
    assertThat(unknown.label(row("bank/edge/agent/aisp-2"), List.of("x")).underAlert()).isTrue();
    Truth some = new Truth(truth.attacks(), List.of(), false);
    Labels partial = KnownLabels.of(some, List.of(), id -> null).labels();
    assertThat(partial.label(row("bank/edge/agent/aisp-2"), List.of("x")).underAlert())
        .as("a file that does not say that it is complete")
        .isTrue();
  }

  /** A minute after what an analyst confirmed may still be of it. */
  @Test
  void anAttackThatAnAnalystConfirmedIsAnAttackAlsoBesideACompleteTruth() {
    Truth truth = new Truth(List.of(), List.of(), true);
    Verdict confirmed = span("true_positive", FIRST, LAST);
    Labels known = KnownLabels.of(truth, List.of(confirmed), id -> null).labels();
    assertThat(known.label(row("agent/7"), List.of("x")).underAlert()).isTrue();
    assertThat(known.label(row("agent/8"), List.of("x")).excluded()).isNull();
  }

  private static Verdict span(String verdict, Instant from, Instant to) {
    return new Verdict("agent/7", verdict, from, to, null, null, null);
  }

  private static TrainingRow at(String agent, Instant time) {
    TrainingRow row = row(agent);
    return new TrainingRow(
        agent, time, row.cohort(), row.features(), row.label(), null, null, row.told());
  }

  private static TrainingRow row(String agent) {
    return new TrainingRow(
        agent,
        LAST.plusSeconds(600),
        ApiCall.AgentClass.AISP,
        new FeatureVector(new double[FeatureSchema.size()]),
        Scorer.ORDINARY,
        null,
        TrainingRow.Exclusion.ALERT,
        TrainingRow.Told.NOTHING);
  }

  private static List<FalseAlarm> known(Verdict... verdicts) {
    return KnownLabels.of(null, List.of(verdicts), id -> id.equals("a-1") ? ALERT : null)
        .falseAlarms();
  }
}
