package io.gatewatch.replaydata.up;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parts that are started one after the other and stopped the other way round, each in a line. */
final class StackParts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StackParts.class);

  private record Part(String name, AutoCloseable running) {}

  private final Deque<Part> parts = new ArrayDeque<>();
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
    T running = step(name, start);
    parts.push(new Part(name, running));
    return running;
  }

  /** Does something that has nothing to stop. */
  <T> T step(String name, Callable<T> work) {
    if (stopAsked.getAsBoolean()) {
      throw new CannotStart("stopped while starting");
    }
    long began = System.nanoTime();
    try {
      T done = work.call();
      tell(name, "ready", began);
      return done;
    } catch (CannotStart e) {
      throw e;
    } catch (Exception e) {
      throw new CannotStart(name + " did not start: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      long began = System.nanoTime();
      try {
        part.running().close();
        tell(part.name(), "stopped", began);
      } catch (Exception e) {
        LOG.warn("{} did not stop cleanly", part.name(), e);
        progress.accept(String.format(Locale.ROOT, "  %-14s did not stop cleanly", part.name()));
      }
    }
  }

  private void tell(String name, String what, long began) {
    double seconds = (System.nanoTime() - began) / 1e9;
    progress.accept(String.format(Locale.ROOT, "  %-14s %-8s %5.1f s", name, what, seconds));
  }
}
