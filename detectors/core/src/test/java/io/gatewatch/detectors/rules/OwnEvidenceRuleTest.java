package io.gatewatch.detectors.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Detector;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Severity;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import io.gatewatch.features.Tally;
import io.gatewatch.features.View;
import io.gatewatch.features.Who;
import io.gatewatch.features.evidence.EvidenceStream;
import io.gatewatch.features.evidence.StreamReading;
import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnEvidenceRuleTest {
  private static final long TIME = 1_767_700_000_000L;
  private static final long HOUR = 3_600_000;
  private static final Contexts NOBODY = (view, round) -> null;

  private final Detector rule =
      RuleSet.shipped().detectors().stream()
          .filter(d -> d.id().startsWith("rule.own-evidence@"))
          .findFirst()
          .orElseThrow();

  @Test
  void oneLoudStreamIsEnoughAndSeveralLowOnesAreNot() {
    assertThat(inspect(NOBODY, reading(EvidenceStream.NEW_OBJECTS, 25))).isNotNull();
    assertThat(
            inspect(
                NOBODY,
                reading(EvidenceStream.NEW_OBJECTS, 11),
                reading(EvidenceStream.REFUSALS, 11),
                reading(EvidenceStream.NEW_ORDER, 11)))
        .isNull();
    assertThat(inspect(NOBODY)).isNull();
  }

  @Test
  void theMoreAgentsAreActiveTheMoreEvidenceItTakes() {
    StreamReading loud = reading(EvidenceStream.NEW_OBJECTS, 18);
    assertThat(inspect(peers(20, 0), loud)).isNotNull();
    assertThat(inspect(peers(20_000, 0), loud)).isNull();
  }

  @Test
  void whatPeersDoAsWellSpeaksAgainstNobody() {
    StreamReading calls = reading(EvidenceStream.CALLS, 29);
    assertThat(inspect(peers(20, 2), calls)).isNotNull();
    assertThat(inspect(peers(20, 10), calls)).isNull();
    assertThat(inspect(peers(20, 10), reading(EvidenceStream.REFUSALS, 29))).isNotNull();
  }

  /** Votes of a minute count a caller once a round: six of them may be the caller itself. */
  @Test
  void anAgentThatIsUpForAWholeMinuteIsNotItsOwnPeers() {
    Tally round = new Tally();
    Tally minute = new Tally();
    for (int i = 0; i < 6; i++) {
      minute.add(Tally.vote(40, 0, false, true, 240));
    }
    round.add(Tally.vote(40, 0, false, true, 240));
    View cohort = View.cohort(View.where("t", "g"), AgentClass.AISP);
    Contexts alone =
        (view, at) ->
            view.equals(cohort) ? new ContextEntry(cohort, at, round, minute, 0, -1) : null;
    assertThat(inspect(alone, reading(EvidenceStream.CALLS, 29))).isNotNull();
  }

  @Test
  void aThousandTimesAsMuchIsGrave() {
    assertThat(inspect(NOBODY, reading(EvidenceStream.CALLS, 18)).severity())
        .isEqualTo(Severity.MEDIUM);
    assertThat(inspect(NOBODY, reading(EvidenceStream.CALLS, 26)).severity())
        .isEqualTo(Severity.HIGH);
  }

  /** Books are closed on the last day of a month and the first of the next. */
  @Test
  void howMuchABatchJobDoesWhenTheBooksAreClosedWakesNobody() {
    long closing = Instant.parse("2026-03-31T01:00:00Z").toEpochMilli();
    long before = Instant.parse("2026-03-29T01:00:00Z").toEpochMilli();
    long after = Instant.parse("2026-04-02T11:00:00Z").toEpochMilli();
    EvidenceStream[] howMuch = {EvidenceStream.NEW_OBJECTS, EvidenceStream.KILOBYTES};
    assertThat(at(closing, 1, AgentClass.BATCH, howMuch).severity()).isEqualTo(Severity.LOW);
    assertThat(at(closing, 1, AgentClass.BATCH, howMuch).summary()).endsWith("; books are closed");
    assertThat(at(before, 1, AgentClass.BATCH, howMuch).severity()).isEqualTo(Severity.HIGH);
    assertThat(at(after, 1, AgentClass.BATCH, howMuch).severity()).isEqualTo(Severity.LOW);
    assertThat(at(after + 2 * HOUR, 1, AgentClass.BATCH, howMuch).severity())
        .isEqualTo(Severity.HIGH);
    assertThat(at(closing, 1, AgentClass.AISP, howMuch).severity()).isEqualTo(Severity.HIGH);
    assertThat(at(closing, 13, AgentClass.BATCH, howMuch).severity())
        .as("goes on for longer than a night")
        .isEqualTo(Severity.HIGH);
    assertThat(
            at(closing, 1, AgentClass.BATCH, EvidenceStream.NEW_OBJECTS, EvidenceStream.WALKS)
                .severity())
        .as("walks from id to id")
        .isEqualTo(Severity.HIGH);
  }

  @Test
  void moreHoursThanTwoDaysAroundAMonthsEndAreRefused() {
    String text = RuleSet.shipped().text();
    for (String hours : List.of("-1", "49")) {
      assertThatThrownBy(
              () -> RuleSet.read(text.replace("monthEndHours: 36", "monthEndHours: " + hours)))
          .hasMessageContaining("monthEndHours: " + hours)
          .hasMessageContaining("expected: 0 to 48");
    }
  }

  @Test
  void theLoudestStreamNamesIt() {
    assertThat(category(reading(EvidenceStream.PAYMENTS, 25))).isEqualTo(Category.PAYMENT_BURST);
    assertThat(category(reading(EvidenceStream.UNATTENDED, 25))).isEqualTo(Category.PAYMENT_BURST);
    assertThat(category(reading(EvidenceStream.NEW_ORDER, 25)))
        .isEqualTo(Category.SEQUENCE_ANOMALY);
    assertThat(category(reading(EvidenceStream.SWITCHES, 25)))
        .isEqualTo(Category.CREDENTIAL_SHARING);
    assertThat(category(reading(EvidenceStream.NEW_OBJECTS, 25), reading(EvidenceStream.WALKS, 20)))
        .isEqualTo(Category.OBJECT_ENUMERATION);
    assertThat(category(reading(EvidenceStream.NEW_OBJECTS, 25)))
        .isEqualTo(Category.BULK_OBJECT_ACCESS);
  }

  /** Its quota then falls on payments, which are outside every other automatic cut. */
  @Test
  void whatMovesMoneyNamesItHoweverLoudTheRest() {
    assertThat(
            category(reading(EvidenceStream.REPEATS, 40), reading(EvidenceStream.UNATTENDED, 20)))
        .isEqualTo(Category.PAYMENT_BURST);
    assertThat(category(reading(EvidenceStream.CALLS, 40), reading(EvidenceStream.PAYMENTS, 20)))
        .isEqualTo(Category.PAYMENT_BURST);
    assertThat(category(reading(EvidenceStream.CALLS, 40), reading(EvidenceStream.PAYMENTS, 2)))
        .isEqualTo(Category.VOLUME_SPIKE);
  }

  @Test
  void everyStreamHasACategory() {
    for (EvidenceStream stream : EvidenceStream.values()) {
      assertThat(category(reading(stream, 28))).as(stream.id()).isNotNull();
    }
  }

  @Test
  void theReasonSaysWhatWasSeenAndWhatIsUsual() {
    Finding finding =
        inspect(
            NOBODY,
            reading(EvidenceStream.REFUSALS, 12),
            new StreamReading(EvidenceStream.NEW_OBJECTS, 25, 214, 230, 0.02, TIME - 300_000));
    assertThat(finding.summary())
        .startsWith(
            "214 of 230 in 5 min: objects that this agent never touched before (usual: 2 %)");
    assertThat(finding.evidence()).hasSize(2);
    assertThat(finding.evidence().stream().mapToDouble(Evidence::contribution).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(finding.counterfactual()).as("of no window is anything known").isNull();
  }

  @Test
  void aStreamThatSawNothingWhereNothingIsUsualIsNoEvidence() {
    Finding finding =
        inspect(
            NOBODY,
            new StreamReading(EvidenceStream.WALKS, 3, 0, 50, 0, TIME - 60_000),
            reading(EvidenceStream.NEW_OBJECTS, 25));
    assertThat(finding.evidence())
        .singleElement()
        .extracting(Evidence::contribution)
        .isEqualTo(1.0);
  }

  private Category category(StreamReading... readings) {
    return inspect(NOBODY, readings).category();
  }

  private Finding inspect(Contexts contexts, StreamReading... readings) {
    return inspect(contexts, TIME, AgentClass.AISP, readings);
  }

  private Finding at(long time, int hours, AgentClass agentClass, EvidenceStream... loud) {
    StreamReading[] readings =
        Arrays.stream(loud)
            .map(stream -> new StreamReading(stream, 40, 40, 50, 0.02, time - hours * HOUR))
            .toArray(StreamReading[]::new);
    return inspect(NOBODY, time, agentClass, readings);
  }

  private Finding inspect(
      Contexts contexts, long time, AgentClass agentClass, StreamReading... readings) {
    Principal agent = Principal.agent("a-1", "kong");
    return rule.inspect(
        new Observation(
            new Who(agent.key("t", "g"), "t", "g", agent, "a", agentClass),
            time,
            false,
            null,
            new FeatureVector(new double[FeatureSchema.size()]),
            List.of(),
            List.of(),
            Arrays.asList(readings)),
        contexts);
  }

  private static StreamReading reading(EvidenceStream stream, double log) {
    return new StreamReading(stream, log, 40, 50, 0.02, TIME - 60_000);
  }

  private static Contexts peers(int agents, int elevated) {
    Tally tally = new Tally();
    for (int i = 0; i < agents; i++) {
      tally.add(Tally.vote(1, 0, false, i < elevated, 6));
    }
    View cohort = View.cohort(View.where("t", "g"), AgentClass.AISP);
    return (view, round) ->
        view.equals(cohort) || view.equals(View.agents())
            ? new ContextEntry(view, round, tally, tally, 0, -1)
            : null;
  }
}
