package io.gatewatch.gateways;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that, while it is there, drops every limit of ours: {@code touch} it, and within a second
 * the operator's own limits are all there is. Needs neither Kafka nor a login. Where it cannot be
 * told whether it is there, it counts as there.
 */
public final class KillFile {
  private final Path path;

  public KillFile(Path path) {
    this.path = requireNonNull(path, "path");
  }

  /** Whether every limit has to go. */
  public boolean isThere() {
    return !Files.notExists(path);
  }
}
