package io.gatewatch.replaydata.up;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * How far the sample traffic has been played; kept in a small file, so that a second start goes on.
 *
 * @param seed of the generator
 * @param startMillis first instant of the sample, as epoch milliseconds
 * @param positionMillis every line before this instant is on the broker, as epoch milliseconds
 */
record SampleProgress(long seed, long startMillis, long positionMillis) {

  SampleProgress {
    if (positionMillis < startMillis) {
      throw new IllegalArgumentException(
          "positionMillis: " + positionMillis + " (expected: " + startMillis + " or later)");
    }
  }

  /** Nothing played yet. */
  static SampleProgress fresh(long seed, long startMillis) {
    return new SampleProgress(seed, startMillis, startMillis);
  }

  SampleProgress at(long newPositionMillis) {
    return new SampleProgress(seed, startMillis, Math.max(positionMillis, newPositionMillis));
  }

  static Optional<SampleProgress> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      lines.load(reader);
      return Optional.of(
          new SampleProgress(
              number(lines, "seed"), number(lines, "start"), number(lines, "position")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Replaces the file in one step: a kill leaves the old one or the new one. */
  void write(Path file) {
    Properties lines = new Properties();
    lines.setProperty("seed", Long.toString(seed));
    lines.setProperty("start", Long.toString(startMillis));
    lines.setProperty("position", Long.toString(positionMillis));
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      try (Writer writer = Files.newBufferedWriter(next)) {
        lines.store(writer, null);
      }
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static long number(Properties lines, String name) {
    return Long.parseLong(lines.getProperty(name));
  }
}
