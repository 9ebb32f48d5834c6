package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Whole numbers in as few bytes as they need (7 bits a byte, low first), and texts that may be
 * null.
 */
public final class Varint {
  private static final int MAX_TEXT = 1 << 20;

  private Varint() {}

  /** Writes a number; negative ones take ten bytes. */
  public static void write(DataOutput out, long value) throws IOException {
    while ((value & ~0x7fL) != 0) {
      out.writeByte((int) ((value & 0x7f) | 0x80));
      value >>>= 7;
    }
    out.writeByte((int) value);
  }

  /** Reads a number. */
  public static long read(DataInput in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = in.readByte();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new IOException("a number of more than ten bytes");
  }

  /** Reads a number that fits into an int. */
  public static int readInt(DataInput in) throws IOException {
    return (int) read(in);
  }

  /** Writes a text or null. */
  public static void writeText(DataOutput out, String text) throws IOException {
    if (text == null) {
      write(out, 0);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(out, bytes.length + 1L);
    out.write(bytes);
  }

  /** Reads a text or null. */
  public static String readText(DataInput in) throws IOException {
    long length = read(in) - 1;
    if (length < 0) {
      return null;
    }
    if (length > MAX_TEXT) {
      throw new IOException("a text of " + length + " bytes");
    }
    byte[] bytes = new byte[(int) length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
