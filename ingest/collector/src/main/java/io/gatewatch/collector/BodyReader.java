package io.gatewatch.collector;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Undoes a body's content encoding, up to a bound. */
final class BodyReader {
  /** Most bytes of a body, as sent and decompressed. */
  static final int MAX_BYTES = 16 << 20;

  private BodyReader() {}

  /** Whether this encoding can be read; null and identity mean none. */
  static boolean isKnown(String encoding) {
    return encoding == null
        || encoding.equalsIgnoreCase("identity")
        || encoding.equalsIgnoreCase("gzip");
  }

  /**
   * The plain bytes.
   *
   * @throws TooLarge when they are more than {@link #MAX_BYTES}
   * @throws IOException when it is no gzip
   */
  static byte[] plain(byte[] body, String encoding) throws IOException, TooLarge {
    if (encoding == null || !encoding.equalsIgnoreCase("gzip")) {
      return body;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body), 64 << 10)) {
      byte[] plain = in.readNBytes(MAX_BYTES + 1);
      if (plain.length > MAX_BYTES) {
        throw new TooLarge();
      }
      return plain;
    }
  }

  /** More than we read. */
  static final class TooLarge extends Exception {
    TooLarge() {
      super("body over " + MAX_BYTES + " bytes", null, false, false);
    }
  }
}
