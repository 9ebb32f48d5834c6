package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.ingest.ApiCall;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The trap of rounds: whether the end of a round was judged before or after the principal's first
 * call of the next one is a race, and must decide nothing.
 */
class SameTrapTest {
  private static final long ROUND_END = TestCalls.START + 20_000;

  @Test
  void aSameFindingDoesNotDependOnWhetherTheNextRoundHadBegun() {
    Court judgedFirst = playUntilRoundsEnd().tick(ROUND_END);
    nextRound().forEach(judgedFirst::take);
    judgedFirst.tick(ROUND_END + 60_000);

    Court callsFirst = playUntilRoundsEnd();
    nextRound().forEach(callsFirst::take);
    callsFirst.tick(ROUND_END).tick(ROUND_END + 60_000);

    assertThat(judgedFirst.records()).isEqualTo(callsFirst.records());
    assertThat(judgedFirst.detections()).extracting(d -> d.need()).contains(Need.SAME, Need.OWN);
  }

  @Test
  void whatTheNextRoundBringsDoesNotShowInASameFinding() {
    Court withMore = playUntilRoundsEnd();
    nextRound().forEach(withMore::take);
    Court alone = playUntilRoundsEnd();
    assertThat(same(withMore.tick(ROUND_END))).isEqualTo(same(alone.tick(ROUND_END))).hasSize(1);
  }

  private static List<String> same(Court court) {
    return court.detections().stream().filter(d -> d.need() == Need.SAME).map(Court::json).toList();
  }

  /** In its second round one agent's calls fail, and others are served. */
  private static Court playUntilRoundsEnd() {
    Court court = new Court(Book.shipped());
    TestCalls.together(
            List.of(
                failing().every(0.5, 10, 20),
                TestCalls.agent("aisp-2").every(1, 0, 20),
                TestCalls.agent("aisp-3").every(1, 0, 20)))
        .forEach(court::take);
    return court;
  }

  /** Then it goes on from elsewhere, with other failures and with an attack. */
  private static List<ApiCall> nextRound() {
    List<ApiCall> calls =
        failing()
            .every(0.5, 10, 20)
            .touching(TestCalls::numbered)
            .answered(403)
            .every(0.2, 20, 30)
            .list();
    return calls.subList(20, calls.size());
  }

  private static TestCalls failing() {
    return TestCalls.agent("aisp-1").answered(500);
  }
}
