package io.gatewatch.collector;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Undoes a body's content encoding block by block, up to a bound. */
final class BodyReader {
  /** Most bytes of a body, as sent and decompressed. */
  static final int MAX_BYTES = 16 << 20;

  /** RFC 9659: a zstd body may ask for a window of at most 8 MiB. */
  private static final int ZSTD_WINDOW_LOG = 23;

  private static final int BLOCK_BYTES = 64 << 10;

  private BodyReader() {}

  /** Whether this encoding can be read; null and identity mean none. */
  static boolean isKnown(String encoding) {
    return switch (name(encoding)) {
      case "identity", "gzip", "x-gzip", "zstd" -> true;
      default -> false;
    };
  }

  /**
   * The plain bytes.
   *
   * @param share grows with them
   * @throws TooLarge when they are more than {@link #MAX_BYTES}; no more than that is ever undone
   * @throws IOException when the body is not of that encoding
   * @throws IntakeRefused when too much is held already
   */
  static byte[] plain(byte[] body, String encoding, ByteBudget.Share share)
      throws IOException, TooLarge {
    String name = name(encoding);
    if (name.equals("identity")) {
      return body;
    }
    try (InputStream in = opened(body, name)) {
      ByteArrayOutputStream plain = new ByteArrayOutputStream(Math.max(32, body.length));
      byte[] block = new byte[BLOCK_BYTES];
      int read = in.read(block);
      while (read >= 0) {
        if (plain.size() + read > MAX_BYTES) {
          throw new TooLarge();
        }
        share.add(read);
        plain.write(block, 0, read);
        read = in.read(block);
      }
      return plain.toByteArray();
    }
  }

  private static InputStream opened(byte[] body, String encoding) throws IOException {
    InputStream bytes = new ByteArrayInputStream(body);
    return encoding.equals("zstd")
        ? new ZstdInputStreamNoFinalizer(bytes).setLongMax(ZSTD_WINDOW_LOG)
        : new GZIPInputStream(bytes, BLOCK_BYTES);
  }

  private static String name(String encoding) {
    return encoding == null ? "identity" : encoding.trim().toLowerCase(Locale.ROOT);
  }

  /** More than we read. */
  static final class TooLarge extends Exception {
    TooLarge() {
      super("body over " + MAX_BYTES + " bytes", null, false, false);
    }
  }
}
