package io.gatewatch.ingest;

import static java.util.Objects.requireNonNull;

/** What became of one log line. Bad input is a value, never an exception. */
public sealed interface ParsedLine {

  /** A line that became a call. */
  record Accepted(ApiCall call) implements ParsedLine {
    public Accepted {
      requireNonNull(call, "call");
    }
  }

  /**
   * A line that could not be read; holds none of its text.
   *
   * @param reason one of a fixed list, such as {@code not_json} or {@code status_missing}
   * @param offset position of the fault in the line, in bytes; −1 when it has none
   * @param length of the line, in bytes
   * @param keyedHash keyed hash of the line, 128 bits in hex
   * @param shape the line with letters → a, digits → 9, its first 200 characters
   */
  record Rejected(String reason, long offset, int length, String keyedHash, String shape)
      implements ParsedLine {
    public Rejected {
      requireNonNull(reason, "reason");
      requireNonNull(keyedHash, "keyedHash");
      requireNonNull(shape, "shape");
    }
  }
}
