package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ControlRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An agent does forty times as much as ever; an analyst says after an hour that it may. */
class BenignVerdictTest {
  private static final int HOUR = 3_600;
  private static final int GROWS = 3 * HOUR;
  private static final String WHO = "bank/edge/agent/kong%7Egrown";

  private final List<ApiCall> calls =
      TestCalls.agent("grown").every(30, 0, GROWS).every(0.75, GROWS, GROWS + 5 * HOUR).list();
  private long adopted;

  @Test
  void withoutAVerdictItIsToldForDays() {
    assertThat(toldSince(GROWS + 4 * HOUR, null)).isNotEmpty();
    assertThat(adopted).isZero();
  }

  @Test
  void aBenignVerdictMakesWhatIsNewUsualWithinHours() {
    assertThat(toldSince(GROWS, verdict(WHO, "benign_positive"))).isNotEmpty();
    assertThat(toldSince(GROWS + 4 * HOUR, verdict(WHO, "benign_positive"))).isEmpty();
    assertThat(adopted).isEqualTo(1);
    assertThat(toldSince(GROWS + 4 * HOUR, verdict(WHO, "false_positive"))).isEmpty();
  }

  @Test
  void anotherVerdictAndOneOnSomebodyElseChangeNothing() {
    List<Detection> without = toldSince(0, null);
    assertThat(toldSince(0, verdict(WHO, "true_positive"))).isEqualTo(without);
    assertThat(toldSince(0, verdict(WHO + "2", "benign_positive"))).isEqualTo(without);
  }

  @Test
  void whenTheClockTicksDoesNotShowInWhatIsLearned() {
    Book book = book(verdict(WHO, "benign_positive"));
    List<Detection> atOnce = new ArrayList<>();
    DetectionPipeline pipeline = new DetectionPipeline(book, atOnce::add);
    calls.forEach(pipeline::call);
    pipeline.advance(Long.MAX_VALUE / 2);
    assertThat(atOnce).isEqualTo(toldSince(0, verdict(WHO, "benign_positive")));
  }

  @Test
  void aVerdictThatSaysNothingIsRefused() {
    Book book = Book.shipped();
    assertThatThrownBy(() -> book.add(verdict("grown", "benign_positive")))
        .hasMessageContaining("tenant/group/agent or source/principal");
    assertThatThrownBy(() -> book.add(verdict(WHO, "fine"))).hasMessageContaining("fine");
    assertThatThrownBy(() -> book.add(ControlRecord.of("verdict", "v", 1, Instant.EPOCH, "{")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(book.leave().toLearn(calls.get(0), Long.MIN_VALUE, Long.MAX_VALUE)).isFalse();
  }

  @Test
  void aVerdictOfNobodyOrOfAnotherThanItIsKeyedByIsRefused() {
    Book book = Book.shipped();
    for (String nobody :
        List.of("default/default/agent/", "/default/agent/a", "a/b/robot/c", "a/b/agent/c d")) {
      assertThatThrownBy(() -> book.add(verdict(nobody, "benign_positive")))
          .as(nobody)
          .hasMessageContaining("tenant/group/agent or source/principal");
    }
    String payload = verdict(WHO, "benign_positive").payload();
    assertThatThrownBy(
            () -> book.add(ControlRecord.of("verdict", "a/b/agent/c", 1, Instant.EPOCH, payload)))
        .hasMessageContaining("verdict: a/b/agent/c")
        .hasMessageContaining(WHO);
  }

  @Test
  void aVerdictThatCountsFromTheMiddleOfARoundIsRefused() {
    String payload = verdict(WHO, "benign_positive").payload();
    Instant middle = Instant.parse("2026-01-05T08:00:07Z");
    assertThatThrownBy(
            () -> Book.shipped().add(ControlRecord.of("verdict", WHO, 1, middle, payload)))
        .hasMessage(
            "verdict: effectiveFrom 2026-01-05T08:00:07Z is no start of a round (the next:"
                + " 2026-01-05T08:00:10Z)");
  }

  private List<Detection> toldSince(int second, ControlRecord verdict) {
    List<Detection> told = new ArrayList<>();
    DetectionPipeline pipeline = new DetectionPipeline(book(verdict), told::add);
    for (ApiCall call : calls) {
      pipeline.advance(call.time().toEpochMilli());
      pipeline.call(call);
    }
    pipeline.advance(Long.MAX_VALUE / 2);
    adopted = pipeline.adopted();
    return told.stream()
        .filter(d -> d.time().toEpochMilli() >= TestCalls.START + 1_000L * second)
        .toList();
  }

  private static Book book(ControlRecord verdict) {
    Book book = Book.shipped();
    if (verdict != null) {
      book.add(verdict);
    }
    return book;
  }

  private static ControlRecord verdict(String principal, String verdict) {
    return ControlRecord.of(
        ControlRecord.VERDICT,
        principal,
        1,
        Instant.ofEpochMilli(TestCalls.START + 1_000L * (GROWS + HOUR)),
        "{\"principal\":\"" + principal + "\",\"verdict\":\"" + verdict + "\"}");
  }
}
