package io.gatewatch.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What waits for the broker is bounded by what it holds, not by what was sent. */
class CallIntakeTest {
  private static final int LINES = 100_000;

  @Test
  void bodiesOfShortLinesAreRefusedBeforeTheirRowsFillTheMemory() {
    FakeBroker broker = new FakeBroker(false, CallIntake.MOST_BYTES_UNDER_WAY);
    CompletableFuture<IntakeReport> first = take(broker, LINES);
    assertThatThrownBy(take(broker, LINES)::join)
        .hasCauseInstanceOf(IntakeRefused.class)
        .hasMessageContaining("BUSY");
    assertThat(take(broker, 10)).as("there is room for a small one").isNotDone();

    answerAll(broker);
    assertThat(first.join().rejected()).isEqualTo(LINES);
    assertThat(take(broker, LINES)).as("what was refused holds nothing").isNotDone();
  }

  @Test
  void aBodyThatIsAloneComesInHoweverShortItsLinesAre() {
    FakeBroker broker = new FakeBroker(false, 10 * CallIntake.ROW_BYTES);
    CompletableFuture<IntakeReport> alone = take(broker, 100);
    assertThat(alone).isNotDone();
    assertThat(take(broker, 1)).isCompletedExceptionally();
    answerAll(broker);
    assertThat(alone.join().rejected()).isEqualTo(100);
  }

  @Test
  void linesThatComeCutAreChargedTheSame() {
    FakeBroker broker = new FakeBroker(false, 10 * CallIntake.ROW_BYTES);
    List<byte[]> lines = Collections.nCopies(6, Lines.bytes("x"));
    assertThat(broker.intake.takeLines("combined", "t", "g", lines, "syslog:1")).isNotDone();
    assertThat(broker.intake.takeLines("combined", "t", "g", lines, "syslog:1"))
        .isCompletedExceptionally();
  }

  private static CompletableFuture<IntakeReport> take(FakeBroker broker, int lines) {
    return broker.intake.take("combined", "t", "g", Lines.bytes("x\n".repeat(lines)));
  }

  private static void answerAll(FakeBroker broker) {
    boolean more = true;
    while (more) {
      more = broker.producer.completeNext();
    }
  }
}
