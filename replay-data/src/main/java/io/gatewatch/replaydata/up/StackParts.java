package io.gatewatch.replaydata.up;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parts that are started one after the other and stopped the other way round, each in a line. */
final class StackParts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StackParts.class);

  private record Part(String name, AutoCloseable running) {}

  /** Each entry holds parts that may stop at the same time. */
  private final Deque<List<Part>> parts = new ArrayDeque<>();

  private final Consumer<String> progress;
  private final BooleanSupplier stopAsked;

  /**
   * @param stopAsked asked before each part: when true, nothing more is started
   */
  StackParts(Consumer<String> progress, BooleanSupplier stopAsked) {
    this.progress = progress;
    this.stopAsked = stopAsked;
  }

  /** Starts a part, or tells why it could not. */
  <T extends AutoCloseable> T start(String name, Callable<T> start) {
    long began = System.nanoTime();
    T running = open(name, start);
    tell(name, "ready", began);
    return running;
  }

  /** Starts a part that is ready later, or needs no word when it is. */
  <T extends AutoCloseable> T open(String name, Callable<T> start) {
    T running = attempt(name, start);
    parts.push(new ArrayList<>(List.of(new Part(name, running))));
    return running;
  }

  /** Starts a part that stops at the same time as the part before it. */
  <T extends AutoCloseable> T startBeside(String name, Callable<T> start) {
    T running = step(name, start);
    parts.element().add(new Part(name, running));
    return running;
  }

  /** Does something that has nothing to stop. */
  <T> T step(String name, Callable<T> work) {
    long began = System.nanoTime();
    T done = attempt(name, work);
    tell(name, "ready", began);
    return done;
  }

  void say(String line) {
    progress.accept(line);
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      CompletableFuture<?>[] stopping =
          parts.pop().stream()
              .map(part -> CompletableFuture.runAsync(() -> stop(part)))
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(stopping).join();
    }
  }

  private <T> T attempt(String name, Callable<T> work) {
    if (stopAsked.getAsBoolean()) {
      throw new CannotStart("stopped while starting");
    }
    try {
      return work.call();
    } catch (CannotStart e) {
      throw e;
    } catch (Exception e) {
      throw new CannotStart(name + " did not start: " + e.getMessage(), e);
    }
  }

  private void stop(Part part) {
    long began = System.nanoTime();
    try {
      part.running().close();
      tell(part.name(), "stopped", began);
    } catch (Exception e) {
      LOG.warn("{} did not stop cleanly", part.name(), e);
      tell(part.name(), "did not stop cleanly", began);
    }
  }

  private void tell(String name, String what, long began) {
    double seconds = (System.nanoTime() - began) / 1e9;
    progress.accept(String.format(Locale.ROOT, "  %-10s %-7s %5.1f s", name, what, seconds));
  }
}
