package io.gatewatch.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.models.Scorer;
import io.gatewatch.models.training.TrainingRow.Exclusion;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {
  private static final String AGENT = "bank/edge/agent/kong%7Eaisp-1";
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void anAttackOutranksWhateverElseWasSaidAndTheTruthAnAnalyst() {
    Label analyst = label(Label.Says.ATTACK, "scraping", Label.Source.VERDICT, null);
    Label truth = label(Label.Says.ATTACK, "data_exfiltration", Label.Source.TRUTH, null);
    Label benign = label(Label.Says.BENIGN, Scorer.ORDINARY, Label.Source.VERDICT, null);
    TrainingRow row = labelled(row(Exclusion.ALERT), List.of("a"), benign, analyst, truth);
    assertThat(row.label()).isEqualTo("data_exfiltration");
    assertThat(row.teaches()).isTrue();
    assertThat(labelled(row(null), List.of(), benign, analyst).label()).isEqualTo("scraping");
  }

  @Test
  void whatNobodyCanSayIsLeftOutEvenWhereItIsCalledBenign() {
    Label unsure = label(Label.Says.UNDETERMINED, Scorer.ORDINARY, Label.Source.VERDICT, null);
    Label benign = label(Label.Says.BENIGN, Scorer.ORDINARY, Label.Source.VERDICT, null);
    TrainingRow row = labelled(row(null), List.of(), benign, unsure);
    assertThat(row.excluded()).isEqualTo(Exclusion.UNDETERMINED);
    assertThat(row.teaches()).isFalse();
  }

  @Test
  void whatATableCallsAnAttackStaysOneWhateverAnAnalystSays() {
    TrainingRow attack =
        new TrainingRow(
            AGENT,
            NOON,
            ApiCall.AgentClass.AISP,
            Fleet.ordinary(1, 1).get(0),
            "scraping",
            "attack-1",
            null,
            TrainingRow.Told.NOTHING);
    Label benign = label(Label.Says.BENIGN, Scorer.ORDINARY, Label.Source.VERDICT, null);
    Label unsure = label(Label.Says.UNDETERMINED, Scorer.ORDINARY, Label.Source.VERDICT, null);
    Label other = label(Label.Says.ATTACK, "volume_spike", Label.Source.VERDICT, null);
    assertThat(labelled(attack, List.of(), benign)).isEqualTo(attack);
    assertThat(labelled(attack, List.of(), unsure)).isEqualTo(attack);
    assertThat(labelled(attack, List.of(), other)).isEqualTo(attack);
    Label truth = label(Label.Says.ATTACK, "data_exfiltration", Label.Source.TRUTH, null);
    assertThat(labelled(attack, List.of(), benign, truth).label()).isEqualTo("data_exfiltration");
  }

  @Test
  void aBenignVerdictOnAnAlertTakesBackWhatThisOneExcludesAndNoOther() {
    Label onOne = label(Label.Says.BENIGN, Scorer.ORDINARY, Label.Source.VERDICT, "a");
    assertThat(labelled(row(Exclusion.ALERT), List.of("a"), onOne).excluded()).isNull();
    assertThat(labelled(row(Exclusion.ALERT), List.of("a", "b"), onOne).excluded())
        .isEqualTo(Exclusion.ALERT);
    Label onAll = label(Label.Says.BENIGN, Scorer.ORDINARY, Label.Source.VERDICT, null);
    assertThat(labelled(row(Exclusion.ALERT), List.of("a", "b"), onAll).excluded()).isNull();
    assertThat(labelled(row(Exclusion.QUOTA), List.of(), onAll).excluded())
        .isEqualTo(Exclusion.QUOTA);
  }

  @Test
  void whereAllAttacksAreKnownAnAlertFarFromThemHidesNothing() {
    Label attack = label(Label.Says.ATTACK, "scraping", Label.Source.TRUTH, null);
    Labels all = new Labels(List.of(attack), List.of(attack));
    Instant end = NOON.plusSeconds(60);
    TrainingRow later = row(AGENT, end.plusSeconds(3_601), Exclusion.ALERT);
    assertThat(all.label(later, List.of("a")).teaches()).isTrue();
    TrainingRow soon = row(AGENT, end.plusSeconds(3_599), Exclusion.ALERT);
    assertThat(all.label(soon, List.of("a")).excluded()).isEqualTo(Exclusion.ALERT);
    TrainingRow quota = row(AGENT, end.plusSeconds(3_601), Exclusion.QUOTA);
    assertThat(all.label(quota, List.of()).excluded()).isEqualTo(Exclusion.QUOTA);
    assertThat(new Labels(List.of(attack)).label(later, List.of("a")).excluded())
        .as("there may be others")
        .isEqualTo(Exclusion.ALERT);
  }

  @Test
  void aRowBeforeAfterOrOfSomebodyElseKeepsItsOwn() {
    Label attack = label(Label.Says.ATTACK, "scraping", Label.Source.TRUTH, null);
    for (TrainingRow row :
        List.of(
            row(AGENT, NOON.minusSeconds(61), null),
            row(AGENT, NOON.plusSeconds(360), null),
            row("bank/edge/agent/kong%7Eaisp-11", NOON, null),
            row("bank/edge/source/kong%7Eaisp-1", NOON, null))) {
      assertThat(new Labels(List.of(attack)).label(row, List.of())).isSameAs(row);
    }
  }

  @Test
  void theMinutesAfterAnAttackAreNeitherOrdinaryNorOfIt() {
    Label attack = label(Label.Says.ATTACK, "scraping", Label.Source.TRUTH, null);
    TrainingRow after = row(AGENT, NOON.plusSeconds(359), null);
    TrainingRow labelled = new Labels(List.of(attack)).label(after, List.of());
    assertThat(labelled.excluded()).isEqualTo(Exclusion.AFTERMATH);
    assertThat(labelled.teaches()).isFalse();
    assertThat(labelled.underAlert()).isFalse();
    assertThat(labelled.label()).isEqualTo(Scorer.ORDINARY);
    Label benign =
        new Label(
            AGENT,
            NOON.plusSeconds(300),
            NOON.plusSeconds(400),
            Label.Says.BENIGN,
            Scorer.ORDINARY,
            "b",
            Label.Source.VERDICT,
            null);
    assertThat(new Labels(List.of(attack, benign)).label(after, List.of()).teaches())
        .as("somebody has looked at it")
        .isTrue();
  }

  @Test
  void anIdAloneMeansThatAgentAtWhicheverIssuer() {
    Labels labels =
        new Labels(
            List.of(
                new Label(
                    Label.anywhere("aisp-1"),
                    NOON,
                    NOON,
                    Label.Says.ATTACK,
                    "scraping",
                    "a",
                    Label.Source.TRUTH,
                    null)));
    assertThat(labels.label(row(AGENT, NOON, null), List.of()).ordinary()).isFalse();
    TrainingRow plain = row("bank/edge/agent/aisp-1", NOON, null);
    assertThat(labels.label(plain, List.of()).ordinary()).isFalse();
    TrainingRow other = row("bank/edge/agent/kong%7Exaisp-1", NOON, null);
    assertThat(labels.label(other, List.of()).ordinary()).isTrue();
  }

  @Test
  void aLabelThatContradictsItselfIsRefused() {
    assertThatThrownBy(() -> label(Label.Says.ATTACK, "benign", Label.Source.TRUTH, null))
        .hasMessageContaining("category: benign");
    assertThatThrownBy(() -> label(Label.Says.BENIGN, "scraping", Label.Source.TRUTH, null))
        .hasMessageContaining("category: scraping");
  }

  private static TrainingRow labelled(TrainingRow row, List<String> open, Label... labels) {
    return new Labels(List.of(labels)).label(row, open);
  }

  private static Label label(
      Label.Says says, String category, Label.Source source, String alertId) {
    return new Label(
        AGENT, NOON.minusSeconds(60), NOON.plusSeconds(60), says, category, "e", source, alertId);
  }

  private static TrainingRow row(Exclusion excluded) {
    return row(AGENT, NOON, excluded);
  }

  private static TrainingRow row(String agent, Instant time, Exclusion excluded) {
    return new TrainingRow(
        agent,
        time,
        ApiCall.AgentClass.AISP,
        Fleet.ordinary(1, 1).get(0),
        Scorer.ORDINARY,
        null,
        excluded,
        TrainingRow.Told.NOTHING);
  }
}
