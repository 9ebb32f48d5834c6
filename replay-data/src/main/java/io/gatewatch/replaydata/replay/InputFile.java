package io.gatewatch.replaydata.replay;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * One log file, plain, .gz, .zst or - for standard input, line by line. A line of any length takes
 * bounded memory.
 */
final class InputFile implements AutoCloseable {
  /**
   * What is kept of one line: one byte more than any parser accepts, so that it can say "too long".
   */
  private static final int MAX_KEPT = (1 << 20) + 1;

  private final String name;
  private final long size;
  private final Counting raw;
  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
  private long lines;

  /**
   * Opens a file.
   *
   * @throws IOException with one line that says what is wrong with it
   */
  static InputFile open(String name) throws IOException {
    if (name.equals("-")) {
      return new InputFile("-", 0, System.in);
    }
    Path path = Path.of(name);
    if (Files.isDirectory(path)) {
      throw new IOException(name + " is a folder (expected: a log file)");
    }
    if (!Files.isReadable(path)) {
      throw new IOException(name + " cannot be read");
    }
    return new InputFile(name, Files.size(path), Files.newInputStream(path));
  }

  private InputFile(String name, long size, InputStream stream) throws IOException {
    this.name = name;
    this.size = size;
    this.raw = new Counting(stream);
    this.in = new BufferedInputStream(unpacked(name, raw), 1 << 16);
  }

  private static InputStream unpacked(String name, InputStream in) throws IOException {
    if (name.endsWith(".gz")) {
      return new GZIPInputStream(in, 1 << 16);
    }
    return name.endsWith(".zst") ? new ZstdInputStream(in) : in;
  }

  /** The next line without its end; null after the last. */
  byte[] next() throws IOException {
    line.reset();
    int b = in.read();
    if (b < 0) {
      return null;
    }
    while (b >= 0 && b != '\n') {
      if (line.size() < MAX_KEPT) {
        line.write(b);
      }
      b = in.read();
    }
    lines++;
    return line.toByteArray();
  }

  String name() {
    return name;
  }

  long lines() {
    return lines;
  }

  long size() {
    return size;
  }

  long bytesRead() {
    return raw.count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static final class Counting extends FilterInputStream {
    private long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
