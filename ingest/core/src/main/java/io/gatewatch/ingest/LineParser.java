package io.gatewatch.ingest;

/**
 * Reads the lines of one gateway format. Total: any bytes give {@link ParsedLine.Accepted} or
 * {@link ParsedLine.Rejected}, never an exception. A parser keeps buffers and is confined to one
 * thread.
 */
public interface LineParser {
  /** Longest line that is read, in bytes; a longer one is rejected as {@code line_too_long}. */
  int MAX_LINE_BYTES = 1 << 20;

  /** Deepest nesting that is read; more is rejected as {@code too_deep}. */
  int MAX_DEPTH = 64;

  /** Name of the format, such as {@code kong}. */
  String format();

  /**
   * Reads one line, masks it and names its principal.
   *
   * @param among the lines that it came with; null when it came alone
   */
  ParsedLine parse(byte[] line, LineContext context, Repeats among);

  /** Reads a line that came alone. */
  default ParsedLine parse(byte[] line, LineContext context) {
    return parse(line, context, null);
  }
}
