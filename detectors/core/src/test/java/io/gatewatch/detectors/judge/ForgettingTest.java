package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.ingest.ApiCall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sources that do not come any more are forgotten; agents are not. */
class ForgettingTest {
  private static final int HOUR = 3_600;

  @Test
  void aScanOfStrangersThatNeverEndsTakesNoMoreThanTwoDaysOfThem() {
    List<TestCalls> callers = new ArrayList<>();
    callers.add(TestCalls.agent("resident").every(HOUR, 0, 2 * HOUR));
    for (int i = 0; i < 240; i++) {
      callers.add(TestCalls.source("10.1." + i + ".0/24").answered(404).at(i * HOUR));
    }
    DetectionPipeline pipeline = new DetectionPipeline(Book.shipped(), d -> {});
    for (ApiCall call : TestCalls.together(callers)) {
      pipeline.advance(call.time().toEpochMilli());
      pipeline.call(call);
    }
    assertThat(pipeline.principals()).isEqualTo(241);
    assertThat(pipeline.remembered()).isBetween(48, 52);
  }

  @Test
  void whetherTheSweeperHasComeMakesNoDifference() {
    List<ApiCall> calls =
        TestCalls.source("198.51.100.0/24")
            .claiming(n -> "c" + n)
            .answered(401)
            .every(2, 0, 180)
            .every(2, 60 * HOUR, 60 * HOUR + 180)
            .list();
    List<Detection> swept = new ArrayList<>();
    DetectionPipeline live = new DetectionPipeline(Book.shipped(), swept::add);
    List<Detection> kept = new ArrayList<>();
    DetectionPipeline behind = new DetectionPipeline(Book.shipped(), kept::add);
    for (ApiCall call : calls) {
      live.advance(call.time().toEpochMilli());
      live.call(call);
      behind.call(call);
    }
    live.advance(Long.MAX_VALUE / 2);
    behind.advance(Long.MAX_VALUE / 2);
    assertThat(live.principals()).isEqualTo(2);
    assertThat(kept).isEqualTo(swept).isNotEmpty();
  }
}
