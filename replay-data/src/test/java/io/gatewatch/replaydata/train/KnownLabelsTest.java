package io.gatewatch.replaydata.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
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

  private static List<KnownLabels.FalseAlarm> known(Verdict verdict) {
    return KnownLabels.of(null, List.of(verdict), id -> id.equals("a-1") ? ALERT : null)
        .falseAlarms();
  }
}
