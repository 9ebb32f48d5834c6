package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The stored form of a set of hashes: sorted, the gaps between them in Rice's code (1979). n evenly
 * spread hashes of b bits take about b − log₂ n + 1.6 bits each, and never more than b − log₂ n + 4
 * on the whole: 2¼ bytes each for 1,000 of 26 bits.
 */
public final class SortedHashes {
  private final DataInput in;
  private int room;
  private int left;

  private SortedHashes(DataInput in) {
    this.in = in;
  }

  /** Writes hashes of so many bits, without sign; sorts them. */
  public static void write(DataOutput out, int[] hashes, int bits) throws IOException {
    Varint.write(out, hashes.length);
    sort(hashes);
    int low = lowBits(hashes.length, bits);
    long last = -1;
    long room = 1; // the leading one marks where the bits that wait begin
    for (int hash : hashes) {
      long gap = Integer.toUnsignedLong(hash) - last - 1;
      last += gap + 1;
      // The high part is so many zeros and a one, the low part stands as it is.
      for (long zeros = gap >>> low; zeros > 0; zeros--) {
        room = flushed(out, room << 1);
      }
      room = flushed(out, (room << 1) | 1);
      room = flushed(out, (room << low) | (gap & ((1L << low) - 1)));
    }
    if (room > 1) {
      out.writeByte((int) (room << (Long.numberOfLeadingZeros(room) - 55)));
    }
  }

  private static long flushed(DataOutput out, long bits) throws IOException {
    long room = bits;
    while (room >= 1 << 8) {
      int waiting = 63 - Long.numberOfLeadingZeros(room);
      out.writeByte((int) (room >>> (waiting - 8)));
      long end = 1L << (waiting - 8);
      room = (room & (end - 1)) | end;
    }
    return room;
  }

  /** In the order of unsigned numbers. */
  private static void sort(int[] hashes) {
    flip(hashes);
    Arrays.sort(hashes);
    flip(hashes);
  }

  private static void flip(int[] hashes) {
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] ^= Integer.MIN_VALUE;
    }
  }

  private static int lowBits(int size, int bits) {
    return Math.max(0, bits - (Integer.SIZE - Integer.numberOfLeadingZeros(size)));
  }

  /** Reads them, sorted; at most so many. */
  public static int[] read(DataInput in, int bits, int most) throws IOException {
    int size = Varint.readInt(in);
    if (size < 0 || size > most) {
      throw new IOException("a set of " + size + " (at most " + most + ")");
    }
    SortedHashes from = new SortedHashes(in);
    int[] hashes = new int[size];
    int low = lowBits(size, bits);
    int last = -1;
    for (int i = 0; i < size; i++) {
      int gap = 0;
      while (from.bit() == 0) {
        gap++;
      }
      for (int bit = 0; bit < low; bit++) {
        gap = (gap << 1) | from.bit();
      }
      last += gap + 1;
      hashes[i] = last;
    }
    return hashes;
  }

  private int bit() throws IOException {
    if (left == 0) {
      room = in.readUnsignedByte();
      left = 8;
    }
    left--;
    return (room >>> left) & 1;
  }
}
