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
            new KnownLabels.FalseAlarm(
                "agent/7", Instant.parse("2026-03-02T10:00:00Z"), LAST, "a test"));
  }

  @Test
  void whoSaysWhenIsTakenAtTheirWord() {
    assertThat(known(new Verdict("agent/7", "false_positive", FIRST, CLOSED, null, "a-1", null)))
        .containsExactly(new KnownLabels.FalseAlarm("agent/7", FIRST, CLOSED, "no reason given"));
  }

  @Test
  void whatWasRightButHarmlessIsNoFalseAlarm() {
    assertThat(known(new Verdict("agent/7", "benign_positive", null, null, null, "a-1", null)))
        .isEmpty();
  }

  /** What is known of traffic is all that was harmful. */
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
    Truth truth = new Truth(List.of(attack), List.of());
    Labels known = KnownLabels.of(truth, List.of(), id -> null).labels();
    TrainingRow victim = known.label(row("bank/edge/agent/aisp-1"), List.of("x"));
    assertThat(victim.excluded()).isEqualTo(TrainingRow.Exclusion.ALERT);
    assertThat(victim.ordinary()).isTrue();
    assertThat(known.label(row("bank/edge/agent/aisp-2"), List.of("x")).excluded()).isNull();
    Labels unknown = KnownLabels.of(null, List.of(), id -> null).labels();
    assertThat(unknown.label(row("bank/edge/agent/aisp-2"), List.of("x")).underAlert()).isTrue();
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

  private static List<KnownLabels.FalseAlarm> known(Verdict verdict) {
    return KnownLabels.of(null, List.of(verdict), id -> id.equals("a-1") ? ALERT : null)
        .falseAlarms();
  }
}
