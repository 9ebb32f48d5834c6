package io.gatewatch.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.Clock;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.RejectRecord;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthBoardTest {
  private static final Instant T = Instant.parse("2026-02-03T09:00:00Z");
  private final HealthBoard board = new HealthBoard(T);

  @Test
  void callsPerSecondIsTheMeanOfTheLastFiveWholeSeconds() {
    for (int i = 0; i < 50; i++) {
      board.logged(Calls.of("acme", "edge", T), T.plusMillis(i * 100L));
    }

    assertThat(at(5).callsPerSecond()).isEqualTo(10);
    assertThat(at(7).callsPerSecond()).isEqualTo(6);
    assertThat(at(60).callsPerSecond()).isZero();
    assertThat(at(60).calls()).isEqualTo(50);
  }

  @Test
  void eachSourceShowsItsLastLine() {
    board.logged(Calls.of("sample", "kong", T), T);
    board.logged(Calls.of("acme", "edge", T.minusSeconds(3600)), T.plusSeconds(1));
    board.logged(Calls.of("acme", "edge", T.minusSeconds(7200)), T.plusSeconds(4));

    assertThat(at(10).sources())
        .containsExactly(
            new HealthReport.Source(
                "acme", "edge", T.minusSeconds(3600), T.plusSeconds(4), 6, 2, false),
            new HealthReport.Source("sample", "kong", T, T, 10, 1, true));
  }

  @Test
  void theSourcesThatSpokeLastAreKept() {
    for (int i = 0; i < SourceLines.BOUND + 20; i++) {
      board.logged(Calls.of("tenant-" + i, "edge", T), T);
    }

    assertThat(at(0).sources()).hasSize(SourceLines.BOUND);
    assertThat(at(0).sources()).extracting(HealthReport.Source::tenant).doesNotContain("tenant-0");
  }

  @Test
  void lagIsUnknownUntilLogAndDetectionsWereSeen() {
    assertThat(at(0).lagSeconds()).isNull();
    board.logged(Calls.of("acme", "edge", T), T);
    assertThat(at(0).lagSeconds()).isNull();
    board.judged(0, new Clock("judge", T.minusSeconds(12)));
    assertThat(at(0).lagSeconds()).isEqualTo(12);
  }

  @Test
  void lagFollowsTheSlowestPartitionOfDetections() {
    board.logged(new Clock("collector", T), T);
    board.judged(0, new Clock("judge", T.minusSeconds(4)));
    board.judged(1, new Clock("judge", T.minusSeconds(40)));

    assertThat(at(0).lagSeconds()).isEqualTo(40);
  }

  @Test
  void lagIsNeverNegativeAndAFastGatewayClockDoesNotMakeUsLookLate() {
    board.logged(Calls.of("acme", "edge", T.plusSeconds(110)), T);
    board.judged(0, new Clock("judge", T));
    assertThat(at(0).lagSeconds()).isZero();

    board.judged(0, new Clock("judge", T.plusSeconds(30)));
    assertThat(at(0).lagSeconds()).isZero();
  }

  @Test
  void rejectsAreCountedByReasonAndTheLastOneIsNamed() {
    reject("not_json", T);
    reject("status_missing", T.plusSeconds(1));
    reject("not_json", T.plusSeconds(2));

    HealthReport.Rejects rejects = at(3).rejects();
    assertThat(rejects.total()).isEqualTo(3);
    assertThat(rejects.byReason())
        .containsExactly(
            new HealthReport.Count("not_json", 2), new HealthReport.Count("status_missing", 1));
    assertThat(rejects.last())
        .isEqualTo(
            new HealthReport.LastReject("not_json", "acme", "edge", "kong", T.plusSeconds(2)));
  }

  private void reject(String reason, Instant time) {
    board.rejected(
        new RejectRecord(
            new ParsedLine.Rejected(reason, -1, 10, "0f", "aaa"),
            new RejectRecord.Origin("acme", "edge", "kong", "receiver"),
            time));
  }

  private HealthReport at(long second) {
    return board.report(
        T.plusSeconds(second),
        new HealthReport.Quotas(0, 0, List.of()),
        new HealthReport.Alerts(0, List.of(), List.of()),
        List.of(),
        new ConsoleLinks(null, null, "sample"));
  }
}
