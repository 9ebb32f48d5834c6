package io.gatewatch.replaydata.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplePlayerTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  /** One line every 10 ms, which says its own time. */
  private static final SampleTape TAPE =
      from ->
          LongStream.iterate((from + 9) / 10 * 10, time -> time + 10)
              .mapToObj(time -> new SampleTape.Line(time, Long.toString(time).getBytes(UTF_8)))
              .iterator();

  @TempDir Path data;

  private final AtomicLong wall = new AtomicLong(100_000);
  private final List<Long> taken = Collections.synchronizedList(new ArrayList<>());

  @Test
  void thePastIsPlayedAtOnceAndTheRestWhenItsTimeComes() {
    try (SamplePlayer player = player()) {
      player.start(this::take);
      player.caughtUp().join();
      assertThat(taken).isEqualTo(every10MillisUpTo(100_000));

      wall.set(100_050);
      Await.until("five lines more", SOON, () -> taken.size() == 10_005);
      assertThat(taken).isEqualTo(every10MillisUpTo(100_050));
    }
  }

  @Test
  void theHorizonNeverPromisesMoreThanTheBrokerHas() {
    CompletableFuture<Void> slow = new CompletableFuture<>();
    try (SamplePlayer player = player()) {
      AtomicInteger batches = new AtomicInteger();
      player.start(body -> batches.incrementAndGet() == 3 ? slow : take(body));
      Await.until("the third batch", SOON, () -> player.horizonMillis() == 10_000);

      slow.complete(null);
      player.caughtUp().join();
      assertThat(player.horizonMillis()).isEqualTo(100_000);
    }
  }

  @Test
  void aSecondRunGoesOnWhereTheFirstEnded() {
    try (SamplePlayer player = player()) {
      player.start(this::take);
      player.caughtUp().join();
    }
    wall.set(150_000);
    try (SamplePlayer player = player()) {
      assertThat(player.horizonMillis()).isEqualTo(100_000);
      player.start(this::take);
      player.caughtUp().join();
    }
    assertThat(taken).isEqualTo(every10MillisUpTo(150_000));
  }

  @Test
  void linesThatTheBrokerRefusedAreSentAgainInOrder() {
    AtomicInteger batches = new AtomicInteger();
    try (SamplePlayer player = player()) {
      player.start(
          body ->
              batches.incrementAndGet() == 2
                  ? CompletableFuture.failedFuture(new IllegalStateException("busy"))
                  : take(body));
      player.caughtUp().join();
    }
    assertThat(taken.stream().distinct().toList()).hasSize(10_000);
    int again = taken.lastIndexOf(5_000L);
    assertThat(taken.subList(again, taken.size()))
        .isEqualTo(every10MillisUpTo(100_000).subList(500, 10_000));
  }

  private SamplePlayer player() {
    Path file = data.resolve("sample.properties");
    SampleProgress progress = SampleProgress.read(file).orElseGet(() -> SampleProgress.fresh(7, 0));
    return new SamplePlayer(TAPE, progress, file, wall::get);
  }

  private CompletableFuture<?> take(byte[] body) {
    for (String line : new String(body, UTF_8).lines().toList()) {
      taken.add(Long.parseLong(line));
    }
    return CompletableFuture.completedFuture(null);
  }

  private static List<Long> every10MillisUpTo(long end) {
    return LongStream.iterate(0, time -> time < end, time -> time + 10).boxed().toList();
  }
}
