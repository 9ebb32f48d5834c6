package io.gatewatch.ingest.masking;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes to be hashed, put together in one array that is used again for every message, and so never
 * shrinks below the longest (64 KiB and a little). Overwritten at once by the next id, it keeps an
 * id in clear for no longer than a line takes. Confined to one thread.
 */
final class Message {
  private byte[] bytes = new byte[512];
  private int length;

  /** Forgets what was put; the next goes behind this many bytes. */
  Message startAt(int offset) {
    length = offset;
    return this;
  }

  /** A text in UTF-8. */
  Message put(String text) {
    return put(text.getBytes(StandardCharsets.UTF_8));
  }

  Message put(byte[] more) {
    ensure(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  /** A zero, which ends every part. */
  Message end() {
    ensure(1);
    bytes[length++] = 0;
    return this;
  }

  /** A number, 0 or more, in decimal. */
  Message put(long number) {
    ensure(20);
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    long rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
