package io.gatewatch.replaydata.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.FeedCount;
import io.gatewatch.ingest.FeedReport;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.RejectRecord;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.masking.MaskingKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replay of raw files says about its sources. */
class FileReportsTest implements EntrySink {
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  @TempDir Path folder;
  private final List<FeedReport> reports = new ArrayList<>();
  private final List<String> order = new ArrayList<>();

  @Test
  void reportsFollowEventTimeAndLeaveNoTimeUncovered() throws IOException {
    play(line(1), line(4), "broken", line(12), line(400), line(401));
    assertThat(reports.get(0).from()).isEqualTo(START);
    for (int i = 1; i < reports.size(); i++) {
      assertThat(reports.get(i).from()).isEqualTo(reports.get(i - 1).to());
      assertThat(Duration.between(reports.get(i).from(), reports.get(i).to()))
          .isLessThanOrEqualTo(Duration.ofMinutes(1));
    }
    assertThat(reports.get(reports.size() - 1).to()).isEqualTo(START.plusSeconds(410));
    assertThat(reports.stream().flatMap(r -> r.feeds().stream()).mapToLong(FeedCount::accepted))
        .containsExactly(2L, 1L, 2L);
  }

  @Test
  void rejectsBelongToTheSourceOfTheirFile() throws IOException {
    play(line(1), "broken", line(12));
    FeedCount first = reports.get(0).feeds().get(0);
    assertThat(first.feed().source()).isEqualTo("bank/edge/kong");
    assertThat(first.rejected()).containsEntry("truncated", 1L);
  }

  @Test
  void aReportComesBeforeTimePassesItsEnd() throws IOException {
    play(line(1), line(12), line(25));
    assertThat(order)
        .containsSubsequence("call 1", "report 10", "mark 11", "call 12", "report 20", "mark 24");
  }

  @Test
  void ofYearsWithoutLinesNothingIsReported() throws IOException {
    int years = 5 * 365 * 86_400;
    play(line(1), line(years), line(years + 12));
    assertThat(reports).hasSize(3);
    assertThat(reports.get(0).to()).isEqualTo(START.plusSeconds(10));
    assertThat(reports.get(1).from()).isEqualTo(START.plusSeconds(years));
  }

  @Test
  void aSilentWeekendIsReportedAndTimeMarkedOnTheWay() throws IOException {
    play(line(1), line(62 * 3600));
    assertThat(reports).hasSizeGreaterThan(3700);
    assertThat(order).containsSubsequence("report 70", "mark 69", "report 130", "mark 129");
  }

  private void play(String... lines) throws IOException {
    Path file = Files.write(folder.resolve("kong.ndjson"), List.of(lines));
    LineContext context = new LineContext("bank", "edge", null, null);
    EntryReader reader =
        EntryReader.of("kong", context, ParserSettings.shipped(MaskingKeys.wellKnown()));
    new FileSource("kong", reader, Long.MIN_VALUE, Long.MAX_VALUE, this)
        .play(List.of(file.toString()));
  }

  private static String line(int second) {
    return "{\"request\":{\"method\":\"GET\",\"uri\":\"/accounts/1\"},\"response\":{\"status\":200,"
        + "\"size\":17},\"latencies\":{\"request\":0},\"client_ip\":\"192.0.2.9\",\"started_at\":"
        + START.plusSeconds(second).toEpochMilli()
        + "}";
  }

  @Override
  public void call(ApiCall call) {
    order.add("call " + seconds(call.time()));
  }

  @Override
  public void report(FeedReport report) {
    reports.add(report);
    order.add("report " + seconds(report.to()));
  }

  @Override
  public void mark(long epochMillis) {
    order.add("mark " + seconds(Instant.ofEpochMilli(epochMillis)));
  }

  @Override
  public void reject(RejectRecord reject) {
    order.add("reject");
  }

  @Override
  public void progress(double share, long lines) {
    // Nobody watches.
  }

  private static long seconds(Instant time) {
    return Duration.between(START, time).toSeconds();
  }
}
