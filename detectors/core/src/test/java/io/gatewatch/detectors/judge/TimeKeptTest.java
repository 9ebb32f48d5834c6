package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.ingest.ApiCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls that come twice, late or out of order: what they count for, and where it is counted. */
class TimeKeptTest {
  private final List<Detection> told = new ArrayList<>();
  private final DetectionPipeline pipeline = new DetectionPipeline(Book.shipped(), told::add);

  @Test
  void aCallThatComesTwiceCountsOnceAndIsCountedAsADuplicate() {
    List<ApiCall> calls = stuffing();
    for (ApiCall call : calls) {
      pipeline.call(call);
      pipeline.call(call);
    }
    pipeline.advance(Long.MAX_VALUE / 2);
    assertThat(pipeline.duplicates()).isEqualTo(calls.size());
    assertThat(json(told)).isEqualTo(json(new Court(Book.shipped()).hear(calls).detections()));
  }

  @Test
  void aCallAfterItsRoundCountsAndIsCountedAsLateAndTimeStaysWhereItIs() {
    List<ApiCall> calls = stuffing();
    ApiCall first = calls.get(0);
    for (ApiCall call : calls.subList(1, calls.size())) {
      pipeline.advance(call.time().toEpochMilli() - 1);
      pipeline.call(call);
    }
    assertThat(pipeline.lateAfterTimer()).isZero();
    int before = told.size();
    pipeline.call(first);
    pipeline.advance(Long.MAX_VALUE / 2);
    assertThat(pipeline.lateAfterTimer()).isEqualTo(1);
    assertThat(told.subList(before, told.size()))
        .allSatisfy(d -> assertThat(d.time()).isAfter(first.time()));
  }

  @Test
  void aCallWhoseSecondIsOverIsLateThoughItsRoundIsNot() {
    List<ApiCall> calls = stuffing();
    long time = calls.get(0).time().toEpochMilli();
    long secondsEnd = (Math.floorDiv(time, 1_000L) + 1) * 1_000L;
    pipeline.advance(secondsEnd - 1);
    pipeline.call(calls.get(0));
    assertThat(pipeline.lateAfterTimer()).as("all of its second may still come").isZero();
    pipeline.promise(secondsEnd);
    pipeline.call(calls.get(0));
    assertThat(pipeline.lateAfterTimer()).isEqualTo(1);
  }

  @Test
  void callsOutOfOrderWithinARoundAreNeitherLateNorLost() {
    List<ApiCall> calls = new ArrayList<>(stuffing());
    for (int i = 0; i + 5 <= calls.size(); i += 5) {
      Collections.reverse(calls.subList(i, i + 5));
    }
    calls.forEach(pipeline::call);
    pipeline.advance(Long.MAX_VALUE / 2);
    assertThat(pipeline.lateAfterTimer()).isZero();
    assertThat(pipeline.duplicates()).isZero();
    assertThat(told).isNotEmpty();
  }

  private static List<ApiCall> stuffing() {
    return TestCalls.source("198.51.100.0/24")
        .claiming(n -> "customer" + n)
        .answered(401)
        .every(2, 0, 180)
        .list();
  }

  private static List<String> json(List<Detection> detections) {
    return detections.stream().map(Court::json).toList();
  }
}
