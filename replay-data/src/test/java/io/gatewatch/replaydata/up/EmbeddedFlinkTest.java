package io.gatewatch.replaydata.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.replaydata.up.CountingJob.Seen;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedFlinkTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path data;

  @BeforeEach
  void forgetOtherTests() {
    CountingJob.forget();
  }

  @Test
  void aStopAndAStartLoseNothingAndRepeatNothing() {
    runUntilSeen(100).close();
    Seen last = last(CountingJob.seen());
    CountingJob.forget();

    try (EmbeddedFlink flink = runUntilSeen(100)) {
      assertThat(flink.restored()).isTrue();
      assertThat(CountingJob.seen())
          .first()
          .isEqualTo(new Seen(last.element() + 1, last.count() + 1));
    }
  }

  @Test
  void anAbandonedClusterGoesOnFromItsLastCheckpoint() {
    EmbeddedFlink abandoned = runUntilSeen(100);
    awaitAnotherCheckpoint(); // the first may have begun before there was anything to see
    awaitAnotherCheckpoint();
    abandoned.abandon();
    Seen last = last(CountingJob.seen());
    CountingJob.forget();

    try (EmbeddedFlink flink = runUntilSeen(100)) {
      Seen first = CountingJob.seen().get(0);

      assertThat(flink.restored()).isTrue();
      assertThat(first.element()).isGreaterThan(0).isLessThanOrEqualTo(last.element() + 1);
      assertThat(first.count()).isEqualTo(first.element() + 1);
    }
  }

  private void awaitAnotherCheckpoint() {
    List<RestorePoint> before = RestorePoint.newestFirst(config(1));
    Await.until(
        "another checkpoint",
        SOON,
        () -> !RestorePoint.newestFirst(config(1)).stream().allMatch(before::contains));
  }

  @Test
  void aTornCheckpointIsPassedOverForTheNextOlderOne() throws Exception {
    EmbeddedFlink abandoned = runUntilSeen(100);
    awaitAnotherCheckpoint(); // the first may have begun before there was anything to see
    awaitAnotherCheckpoint();
    awaitAnotherCheckpoint();
    Await.until("two checkpoints", SOON, () -> RestorePoint.newestFirst(config(1)).size() > 1);
    abandoned.abandon();
    RestorePoint newest = RestorePoint.newestFirst(config(1)).get(0);
    Files.write(newest.directory().resolve("_metadata"), new byte[] {1, 2, 3});
    CountingJob.forget();

    try (EmbeddedFlink flink = runUntilSeen(100)) {
      assertThat(flink.restored()).isTrue();
      assertThat(CountingJob.seen().get(0).element()).isGreaterThan(0);
    }
  }

  @Test
  void foldersOfEarlierRunsDoNotPileUp() {
    for (int run = 0; run < 4; run++) {
      CountingJob.forget();
      runUntilSeen(10).close();
    }

    assertThat(Folders.childrenOf(config(1).savepoints()).size())
        .isLessThanOrEqualTo(FlinkConfig.CHECKPOINTS_KEPT + 1);
  }

  @Test
  void flinkShowsItsOwnPage() throws Exception {
    try (EmbeddedFlink flink = runUntilSeen(1)) {
      HttpResponse<String> page =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(flink.webAddress() + "/")).build(),
                  HttpResponse.BodyHandlers.ofString());

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("Apache Flink");
    }
  }

  private EmbeddedFlink runUntilSeen(int elements) {
    EmbeddedFlink flink = EmbeddedFlink.start(config(Ports.anyFree()), CountingJob::build);
    Await.until(elements + " elements", SOON, () -> CountingJob.seen().size() >= elements);
    return flink;
  }

  private FlinkConfig config(int port) {
    return new FlinkConfig(
        data.resolve("a folder/flink"),
        "127.0.0.1",
        port,
        2,
        Duration.ofMillis(200),
        Duration.ofSeconds(10));
  }

  private static Seen last(List<Seen> seen) {
    return seen.get(seen.size() - 1);
  }
}
