package io.gatewatch.replaydata.replay;

import io.gatewatch.ingest.LineSplitter;
import io.gatewatch.ingest.formats.Framing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/**
 * The log lines of one file, plain, .gz, .zst or - for standard input, cut as its format is framed:
 * an array on a line of JSON is as many log lines, a bracket in front of a line of text is text.
 * Blank lines are none.
 */
public final class LogLines implements AutoCloseable {
  private final InputFile file;
  private final Framing framing;
  private final ArrayDeque<byte[]> pieces = new ArrayDeque<>();

  private LogLines(InputFile file, Framing framing) {
    this.file = file;
    this.framing = framing;
  }

  /**
   * Opens a file.
   *
   * @throws IOException with one line that says what is wrong with it
   */
  public static LogLines open(String name, Framing framing) throws IOException {
    return new LogLines(InputFile.open(name), framing);
  }

  /** The next log line; null after the last. */
  public byte[] next() throws IOException {
    while (pieces.isEmpty()) {
      byte[] line = file.next();
      if (line == null) {
        return null;
      }
      pieces.addAll(isArray(line) ? LineSplitter.split(line) : oneLine(line));
    }
    return pieces.removeFirst();
  }

  /** Number of the file's line that the last log line stood on, from 1. */
  public long number() {
    return file.lines();
  }

  /** The file's own name without its folder, or stdin. */
  public String name() {
    return file.name().equals("-") ? "stdin" : String.valueOf(Path.of(file.name()).getFileName());
  }

  /** Bytes of the file, packed as it is; 0 when unknown. */
  public long size() {
    return file.size();
  }

  /** How many of {@link #size} have been read. */
  public long bytesRead() {
    return file.bytesRead();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private boolean isArray(byte[] line) {
    return line.length > 0
        && line[0] == '['
        && (framing == Framing.JSON
            || (framing == Framing.EITHER && LineSplitter.looksLikeJson(line)));
  }

  private static List<byte[]> oneLine(byte[] line) {
    int end = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
    return end == 0 ? List.of() : List.of(end == line.length ? line : Arrays.copyOf(line, end));
  }
}
