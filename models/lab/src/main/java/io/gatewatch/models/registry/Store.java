package io.gatewatch.models.registry;

import java.io.IOException;
import java.util.List;

/**
 * Named contents that are written once and never changed: a directory, or an object store with
 * conditional writes. Names are small letters, digits, hyphens and dots, parted by single slashes.
 */
public interface Store {
  /** Largest content, in bytes. */
  int MOST_BYTES = 16 << 20;

  /** The content of a name; null when there is none. */
  byte[] get(String name) throws IOException;

  /**
   * Writes a content under a name that is free, as a whole or not at all.
   *
   * @return false, and nothing is written, when the name is taken
   */
  boolean create(String name, byte[] content) throws IOException;

  /** All names that begin with a folder's name, in order. */
  List<String> list(String folder) throws IOException;
}
