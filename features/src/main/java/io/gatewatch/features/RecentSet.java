package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A bounded set of fingerprints that forgets the longest unseen: two generations; when the younger
 * one is full, the elder one is dropped. Holds at least capacity/2 of the most recent. 4 to 16
 * bytes an entry. False hits about 1 in 4·10⁹ / size.
 */
public final class RecentSet {
  private final int generation;
  private int[] young = new int[4];
  private int[] old = new int[4];
  private int youngSize;
  private int oldSize;

  /** An empty set that holds at least half of {@code capacity}. */
  public RecentSet(int capacity) {
    this.generation = Math.max(2, capacity / 2);
  }

  /** Remembers a fingerprint; true when it was not known. */
  public boolean add(int fingerprint) {
    if (contains(young, fingerprint)) {
      return false;
    }
    boolean known = contains(old, fingerprint);
    if (youngSize >= generation) {
      old = young;
      oldSize = youngSize;
      young = new int[4];
      youngSize = 0;
    }
    if (2 * (youngSize + 1) > young.length) {
      young = grown(young);
    }
    insert(young, fingerprint);
    youngSize++;
    return !known;
  }

  /** Whether a fingerprint is remembered. */
  public boolean contains(int fingerprint) {
    return contains(young, fingerprint) || contains(old, fingerprint);
  }

  /** Forgets a fingerprint; false when it was not known. */
  boolean remove(int fingerprint) {
    boolean fresh = remove(young, fingerprint);
    boolean stale = remove(old, fingerprint);
    youngSize -= fresh ? 1 : 0;
    oldSize -= stale ? 1 : 0;
    return fresh || stale;
  }

  /** About how many are remembered (one that is in both generations counts twice). */
  public int size() {
    return youngSize + oldSize;
  }

  private static boolean contains(int[] table, int fingerprint) {
    for (int i = fingerprint & (table.length - 1);
        table[i] != 0;
        i = (i + 1) & (table.length - 1)) {
      if (table[i] == fingerprint) {
        return true;
      }
    }
    return false;
  }

  private static void insert(int[] table, int fingerprint) {
    int i = fingerprint & (table.length - 1);
    while (table[i] != 0) {
      i = (i + 1) & (table.length - 1);
    }
    table[i] = fingerprint;
  }

  /** Closes the gap: whoever stands behind it and belongs before it moves up (Knuth 6.4, R). */
  private static boolean remove(int[] table, int fingerprint) {
    int mask = table.length - 1;
    int gap = fingerprint & mask;
    while (table[gap] != fingerprint) {
      if (table[gap] == 0) {
        return false;
      }
      gap = (gap + 1) & mask;
    }
    for (int i = (gap + 1) & mask; table[i] != 0; i = (i + 1) & mask) {
      int fromHome = (i - table[i]) & mask;
      if (fromHome >= ((i - gap) & mask)) {
        table[gap] = table[i];
        gap = i;
      }
    }
    table[gap] = 0;
    return true;
  }

  private static int[] grown(int[] table) {
    int[] larger = new int[table.length * 2];
    for (int fingerprint : table) {
      if (fingerprint != 0) {
        insert(larger, fingerprint);
      }
    }
    return larger;
  }

  /** Writes the set. */
  public void writeTo(DataOutput out) throws IOException {
    writeTable(out, young, youngSize);
    writeTable(out, old, oldSize);
  }

  /** Reads a set of the same capacity. */
  public void readInto(DataInput in) throws IOException {
    youngSize = Varint.readInt(in);
    young = readTable(in, youngSize);
    oldSize = Varint.readInt(in);
    old = readTable(in, oldSize);
  }

  private static void writeTable(DataOutput out, int[] table, int size) throws IOException {
    Varint.write(out, size);
    for (int fingerprint : table) {
      if (fingerprint != 0) {
        out.writeInt(fingerprint);
      }
    }
  }

  private int[] readTable(DataInput in, int size) throws IOException {
    if (size > generation) {
      throw new IOException("a set of " + size + " (at most " + generation + ")");
    }
    int[] table = new int[Math.max(4, Integer.highestOneBit(Math.max(1, size)) * 4)];
    for (int i = 0; i < size; i++) {
      insert(table, in.readInt());
    }
    return table;
  }
}
