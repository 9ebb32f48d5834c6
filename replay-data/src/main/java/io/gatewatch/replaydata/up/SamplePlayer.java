package io.gatewatch.replaydata.up;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the sample traffic: what lies in the past as fast as the broker takes it, then each line at
 * its own time. What is on the broker is remembered in a file; a batch that fails is sent again
 * with all that follows it, so that order holds.
 */
final class SamplePlayer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SamplePlayer.class);
  private static final int MOST_BATCHES_IN_FLIGHT = 4;
  private static final long LOOK_EVERY_MILLIS = 100;
  private static final long SAVE_EVERY_MILLIS = 500;
  private static final long TRY_AGAIN_AFTER_MILLIS = 500;
  private static final long ANSWER_WITHIN_SECONDS = 60;
  private static final long STOP_WITHIN_MILLIS = 3_000;

  private final SampleTape tape;
  private final Path progressFile;
  private final LongSupplier wallMillis;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CompletableFuture<Long> caughtUp = new CompletableFuture<>();
  private final Thread thread = new Thread(this::play, "sample-player");

  private volatile SampleProgress progress;
  private volatile boolean ended;
  private Function<byte[], CompletableFuture<?>> intake;
  private long savedMillis = Long.MIN_VALUE;
  private long linesSent;

  private record Sent(CompletableFuture<?> answer, SampleBatch batch) {}

  SamplePlayer(
      SampleTape tape, SampleProgress progress, Path progressFile, LongSupplier wallMillis) {
    this.tape = requireNonNull(tape, "tape");
    this.progress = requireNonNull(progress, "progress");
    this.progressFile = requireNonNull(progressFile, "progressFile");
    this.wallMillis = requireNonNull(wallMillis, "wallMillis");
    thread.setDaemon(true);
  }

  /**
   * No sample line before this instant is still to come, as epoch milliseconds; never decreases.
   * Hours ago while catching up, a moment ago afterwards.
   */
  long horizonMillis() {
    return ended ? wallMillis.getAsLong() : progress.positionMillis();
  }

  /** Completes with the number of lines sent so far once the first line lies in the future. */
  CompletableFuture<Long> caughtUp() {
    return caughtUp;
  }

  /** Begins to send; the intake answers when the broker has the lines, or fails. */
  void start(Function<byte[], CompletableFuture<?>> newIntake) {
    intake = requireNonNull(newIntake, "intake");
    thread.start();
  }

  /** Sends no more, waits for what is under way and remembers how far it got. */
  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join(STOP_WITHIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    progress.write(progressFile);
  }

  private void play() {
    try {
      do {
        try {
          playFrom(new SampleLines(tape.from(progress.positionMillis())));
        } catch (ExecutionException | TimeoutException e) {
          LOG.warn("sample lines were not taken, sending them again", e);
        }
      } while (!stopped.await(TRY_AGAIN_AFTER_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("the sample traffic has ended", e);
      ended = true;
      caughtUp.completeExceptionally(e);
    }
  }

  private void playFrom(SampleLines lines)
      throws ExecutionException, TimeoutException, InterruptedException {
    Deque<Sent> inFlight = new ArrayDeque<>();
    try {
      send(lines, inFlight);
    } finally {
      waitForAll(inFlight);
    }
  }

  private void send(SampleLines lines, Deque<Sent> inFlight)
      throws ExecutionException, TimeoutException, InterruptedException {
    while (stopped.getCount() > 0) {
      SampleBatch batch = SampleBatch.due(lines, wallMillis.getAsLong());
      if (batch.isEmpty()) {
        settle(inFlight, 0);
        moveTo(batch.endMillis());
        caughtUp.complete(linesSent);
        stopped.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
      } else {
        settle(inFlight, MOST_BATCHES_IN_FLIGHT - 1);
        inFlight.add(new Sent(intake.apply(batch.body()), batch));
      }
    }
    settle(inFlight, 0);
  }

  private void settle(Deque<Sent> inFlight, int mostLeft)
      throws ExecutionException, TimeoutException, InterruptedException {
    while (inFlight.size() > mostLeft) {
      Sent oldest = inFlight.remove();
      oldest.answer().get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
      linesSent += oldest.batch().lines();
      moveTo(oldest.batch().endMillis());
    }
  }

  /** So that nothing sent earlier can arrive after what is sent again. */
  private static void waitForAll(Deque<Sent> inFlight)
      throws InterruptedException, TimeoutException, ExecutionException {
    CompletableFuture.allOf(
            inFlight.stream()
                .map(sent -> sent.answer().handle((report, failure) -> null))
                .toArray(CompletableFuture<?>[]::new))
        .get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
  }

  private void moveTo(long positionMillis) {
    progress = progress.at(positionMillis);
    if (progress.positionMillis() - savedMillis >= SAVE_EVERY_MILLIS) {
      progress.write(progressFile);
      savedMillis = progress.positionMillis();
    }
  }
}
