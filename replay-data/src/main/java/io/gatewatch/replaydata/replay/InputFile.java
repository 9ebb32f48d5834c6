package io.gatewatch.replaydata.replay;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
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

  /** What zstd's reader says, without an error code of its own. */
  private static final String ZSTD_CUT_OFF = "Truncated source";

  private final String name;
  private final long size;
  private final Counting raw;
  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;
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
    this.in = unpacked();
  }

  private InputStream unpacked() throws IOException {
    try {
      return isGzip()
          ? new GZIPInputStream(raw, 1 << 16)
          : isZstd() ? new ZstdInputStream(raw) : raw;
    } catch (IOException e) {
      raw.close();
      throw named(e);
    }
  }

  private boolean isGzip() {
    return name.endsWith(".gz");
  }

  private boolean isZstd() {
    return name.endsWith(".zst");
  }

  /** What went wrong, with the file's name and what becomes of the lines before. */
  private IOException named(IOException e) {
    boolean cutOff = e instanceof EOFException || ZSTD_CUT_OFF.equals(e.getMessage());
    if (!cutOff) {
      String what = isGzip() || isZstd() ? "unpacked" : "read";
      return new IOException(name + ": cannot be " + what + " (" + e.getMessage() + ")", e);
    }
    return new IOException(
        name
            + ": the packed file is cut off after "
            + Counted.of(lines, "line")
            + "; what was read of it is not used (mend: give the whole file, or what there is: "
            + (isGzip() ? "gzip" : "zstd")
            + " -dc "
            + name
            + " > part.log)",
        e);
  }

  /** The next line without its end; null after the last. */
  byte[] next() throws IOException {
    line.reset();
    if (at == end && !refill()) {
      return null;
    }
    while (true) {
      int stop = at;
      while (stop < end && buffer[stop] != '\n') {
        stop++;
      }
      line.write(buffer, at, Math.min(stop - at, MAX_KEPT - line.size()));
      at = Math.min(end, stop + 1);
      if (stop < end || !refill()) {
        lines++;
        return line.toByteArray();
      }
    }
  }

  private boolean refill() throws IOException {
    at = 0;
    try {
      end = Math.max(0, in.read(buffer));
    } catch (IOException e) {
      throw named(e);
    }
    return end > 0;
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
