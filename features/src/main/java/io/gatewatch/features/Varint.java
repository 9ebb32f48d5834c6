package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Whole numbers in as few bytes as they need (7 bits a byte, low first), what can be written as
 * such, and texts that may be null. All of it comes back exactly.
 */
public final class Varint {
  private static final int MAX_TEXT = 1 << 20;
  private static final int FRACTION = 1;
  private static final double MOST_WHOLE = 1L << 52;

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

  /** Writes a fraction: whole numbers from 0 in few bytes, others in nine; exactly. */
  public static void writeDouble(DataOutput out, double value) throws IOException {
    if (isWhole(value)) {
      write(out, (long) value << 1);
    } else {
      out.writeByte(FRACTION);
      out.writeDouble(value);
    }
  }

  /** Reads what {@link #writeDouble} wrote. */
  public static double readDouble(DataInput in) throws IOException {
    long whole = read(in);
    return whole == FRACTION ? in.readDouble() : whole >>> 1;
  }

  /** Writes a fraction: whole numbers from 0 in few bytes, others in five; exactly. */
  public static void writeFloat(DataOutput out, float value) throws IOException {
    if (isWhole(value)) {
      write(out, (long) value << 1);
    } else {
      out.writeByte(FRACTION);
      out.writeFloat(value);
    }
  }

  /** Reads what {@link #writeFloat} wrote. */
  public static float readFloat(DataInput in) throws IOException {
    long whole = read(in);
    return whole == FRACTION ? in.readFloat() : whole >>> 1;
  }

  private static boolean isWhole(double value) {
    return value >= 0 && value < MOST_WHOLE && value == (long) value && 1 / value > 0;
  }

  /**
   * Writes a time as its distance from another: few bytes when it is near. Long.MIN_VALUE (never)
   * and Long.MAX_VALUE take one.
   */
  public static void writeTime(DataOutput out, long time, long base) throws IOException {
    if (time == Long.MIN_VALUE || time == Long.MAX_VALUE) {
      write(out, time == Long.MIN_VALUE ? 0 : 1);
    } else {
      long far = time - base;
      write(out, ((far << 1) ^ (far >> 63)) + 2);
    }
  }

  /** Reads what {@link #writeTime} wrote. */
  public static long readTime(DataInput in, long base) throws IOException {
    long far = read(in);
    if (far == 0 || far == 1) {
      return far == 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    far -= 2;
    return base + ((far >>> 1) ^ -(far & 1));
  }

  /** Writes counts of which most are 0: how many are not, then each with the gap before it. */
  public static void writeSparse(DataOutput out, int[] counts) throws IOException {
    int filled = 0;
    for (int count : counts) {
      filled += count != 0 ? 1 : 0;
    }
    write(out, filled);
    int last = -1;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        write(out, i - last - 1);
        write(out, counts[i]);
        last = i;
      }
    }
  }

  /** Reads what {@link #writeSparse} wrote, into counts that are all 0. */
  public static void readSparse(DataInput in, int[] counts) throws IOException {
    int filled = readInt(in);
    int at = -1;
    for (int i = 0; i < filled; i++) {
      at += 1 + readInt(in);
      if (at < 0 || at >= counts.length) {
        throw new IOException("a count at " + at + " (expected: below " + counts.length + ")");
      }
      counts[at] = readInt(in);
    }
  }

  /** Writes the numbers of a ring that fills from its beginning and holds no 0. */
  public static void writeRing(DataOutput out, int[] ring, int next) throws IOException {
    int filled = ring[ring.length - 1] != 0 ? ring.length : next;
    write(out, filled);
    for (int i = 0; i < filled; i++) {
      out.writeInt(ring[i]);
    }
    if (filled == ring.length) {
      write(out, next);
    }
  }

  /** Reads what {@link #writeRing} wrote into an empty ring; where its next number goes. */
  public static int readRing(DataInput in, int[] ring) throws IOException {
    int filled = readInt(in);
    if (filled < 0 || filled > ring.length) {
      throw new IOException("a ring of " + filled + " (at most " + ring.length + ")");
    }
    for (int i = 0; i < filled; i++) {
      ring[i] = in.readInt();
    }
    return filled == ring.length ? readInt(in) : filled;
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
