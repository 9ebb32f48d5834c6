package io.gatewatch.ingest;

/** What became of one line of our own {@code calls} format. */
public sealed interface CallLine {
  /** A call, a clock or a report. */
  record Entry(LogEntry entry) implements CallLine {}

  /**
   * A line that could not be read.
   *
   * @param offset position of the fault, in bytes; −1 when it has none
   */
  record Unreadable(RejectReason reason, long offset) implements CallLine {}
}
