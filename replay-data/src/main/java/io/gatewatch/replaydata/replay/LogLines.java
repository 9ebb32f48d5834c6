package io.gatewatch.replaydata.replay;

import io.gatewatch.ingest.LineSplitter;
import io.gatewatch.ingest.formats.Format;
import io.gatewatch.ingest.formats.Framing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/**
 * The log lines of one file, plain, .gz, .zst or - for standard input, cut as its format is framed:
 * an array on a line of JSON is as many log lines, a bracket in front of a line of text is text.
 * Blank lines are none. A file that begins with a bracket alone is JSON over many lines, and is
 * read whole.
 */
public final class LogLines implements AutoCloseable {
  private static final int MOST_WHOLE = 16 << 20;

  private final InputFile file;
  private final Format format;
  private final ArrayDeque<byte[]> pieces = new ArrayDeque<>();
  private boolean begun;

  private LogLines(InputFile file, Format format) {
    this.file = file;
    this.format = format;
  }

  /**
   * Opens a file.
   *
   * @param format null for our own calls
   * @throws IOException with one line that says what is wrong with it
   */
  public static LogLines open(String name, Format format) throws IOException {
    return new LogLines(InputFile.open(name), format);
  }

  /** The next log line; null after the last. */
  public byte[] next() throws IOException {
    while (pieces.isEmpty()) {
      byte[] line = file.next();
      if (line == null) {
        return null;
      }
      byte[] trimmed = withoutReturn(line);
      if (trimmed.length > 0) {
        pieces.addAll(!begun && isOpen(trimmed) ? split(whole(trimmed)) : cut(trimmed));
        begun = true;
      }
    }
    return pieces.removeFirst();
  }

  /** Number of the file's line that was read last, from 1. */
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

  /** A line that holds one object is the usual one: it is looked through for an envelope alone. */
  private List<byte[]> cut(byte[] line) {
    boolean text = format != null && format.framing() == Framing.TEXT;
    boolean object = line[0] == '{' && (format == null || format.batch() == null);
    return text || object ? List.of(line) : split(line);
  }

  private List<byte[]> split(byte[] body) {
    return format == null ? LineSplitter.split(body) : format.split(body);
  }

  /** Whether a first line leaves its last bracket open, as people's and programs' indented JSON. */
  private boolean isOpen(byte[] line) {
    byte first = line[0];
    byte last = line[line.length - 1];
    return (first == '[' || first == '{')
        && (last == '[' || last == '{')
        && (format == null || format.framing() != Framing.TEXT);
  }

  private byte[] whole(byte[] first) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 16);
    for (byte[] line = first; line != null; line = file.next()) {
      body.writeBytes(line);
      body.write('\n');
      if (body.size() > MOST_WHOLE) {
        throw new IOException(
            file.name() + ": JSON over many lines is read up to 16 MiB (mend: one object a line)");
      }
    }
    return body.toByteArray();
  }

  private static byte[] withoutReturn(byte[] line) {
    boolean ends = line.length > 0 && line[line.length - 1] == '\r';
    return ends ? Arrays.copyOf(line, line.length - 1) : line;
  }
}
