package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A bounded set of fingerprints that forgets the longest unseen: two generations; when the younger
 * one is full, the elder one is dropped. Holds at least capacity/2 of the most recent. Keeps the
 * upper bits of each: one that was never added counts as known once in 2^bits / size. In memory 4
 * to 16 bytes an entry, stored about bits − log₂ size + 2 bits.
 */
public final class RecentSet {
  private final int generation;
  private final int bits;
  private int[] young = new int[4];
  private int[] old = new int[4];
  private int youngSize;
  private int oldSize;

  /** An empty set of whole fingerprints that holds at least half of {@code capacity}. */
  public RecentSet(int capacity) {
    this(capacity, Integer.SIZE);
  }

  /** An empty set that keeps so many bits of each. */
  public RecentSet(int capacity, int bits) {
    this.generation = Math.max(2, capacity / 2);
    this.bits = bits;
  }

  private int kept(int fingerprint) {
    int hash = fingerprint >>> (Integer.SIZE - bits);
    return hash == 0 ? 1 : hash;
  }

  /** Where a hash belongs: tables are in about the order of their hashes, so they sort fast. */
  private int home(int[] table, int hash) {
    return hash >>> (bits - Integer.numberOfTrailingZeros(table.length));
  }

  /** Remembers a fingerprint; true when it was not known. */
  public boolean add(int fingerprint) {
    int hash = kept(fingerprint);
    if (has(young, hash)) {
      return false;
    }
    boolean known = has(old, hash);
    if (youngSize >= generation) {
      old = young;
      oldSize = youngSize;
      young = new int[4];
      youngSize = 0;
    }
    if (2 * (youngSize + 1) > young.length) {
      young = grown(young);
    }
    insert(young, hash);
    youngSize++;
    return !known;
  }

  /** Whether a fingerprint is remembered. */
  public boolean contains(int fingerprint) {
    int hash = kept(fingerprint);
    return has(young, hash) || has(old, hash);
  }

  /** Whether a fingerprint is remembered; if so, it counts as seen anew. */
  boolean renew(int fingerprint) {
    int hash = kept(fingerprint);
    return has(young, hash) || (has(old, hash) && !add(fingerprint));
  }

  /** Forgets a fingerprint; false when it was not known. */
  boolean remove(int fingerprint) {
    int hash = kept(fingerprint);
    boolean fresh = remove(young, hash);
    boolean stale = remove(old, hash);
    youngSize -= fresh ? 1 : 0;
    oldSize -= stale ? 1 : 0;
    return fresh || stale;
  }

  /** Forgets the elder generation. */
  void forgetElder() {
    old = new int[4];
    oldSize = 0;
  }

  /** Forgets all. */
  void forget() {
    forgetElder();
    young = new int[4];
    youngSize = 0;
  }

  /** About how many are remembered (one that is in both generations counts twice). */
  public int size() {
    return youngSize + oldSize;
  }

  /** All that are remembered, sorted, without the lower bits that are not kept. */
  public int[] all() {
    return IntStream.concat(
            Arrays.stream(filled(young, youngSize)), Arrays.stream(filled(old, oldSize)))
        .sorted()
        .distinct()
        .toArray();
  }

  private boolean has(int[] table, int hash) {
    for (int i = home(table, hash); table[i] != 0; i = (i + 1) & (table.length - 1)) {
      if (table[i] == hash) {
        return true;
      }
    }
    return false;
  }

  private void insert(int[] table, int hash) {
    int i = home(table, hash);
    while (table[i] != 0) {
      i = (i + 1) & (table.length - 1);
    }
    table[i] = hash;
  }

  /** Closes the gap: whoever stands behind it and belongs before it moves up (Knuth 6.4, R). */
  private boolean remove(int[] table, int hash) {
    int mask = table.length - 1;
    int gap = home(table, hash);
    while (table[gap] != hash) {
      if (table[gap] == 0) {
        return false;
      }
      gap = (gap + 1) & mask;
    }
    for (int i = (gap + 1) & mask; table[i] != 0; i = (i + 1) & mask) {
      int fromHome = (i - home(table, table[i])) & mask;
      if (fromHome >= ((i - gap) & mask)) {
        table[gap] = table[i];
        gap = i;
      }
    }
    table[gap] = 0;
    return true;
  }

  private int[] grown(int[] table) {
    int[] larger = new int[table.length * 2];
    for (int hash : table) {
      if (hash != 0) {
        insert(larger, hash);
      }
    }
    return larger;
  }

  /** Writes the set. */
  public void writeTo(DataOutput out) throws IOException {
    SortedHashes.write(out, filled(young, youngSize), bits);
    SortedHashes.write(out, filled(old, oldSize), bits);
  }

  private static int[] filled(int[] table, int size) {
    int[] hashes = new int[size];
    int at = 0;
    for (int hash : table) {
      if (hash != 0) {
        hashes[at++] = hash;
      }
    }
    return hashes;
  }

  /**
   * Reads a set of the same capacity and bits.
   *
   * @param version of the history that holds it
   */
  public void readInto(DataInput in, int version) throws IOException {
    int[] hashes = read(in, version);
    youngSize = hashes.length;
    young = table(hashes);
    hashes = read(in, version);
    oldSize = hashes.length;
    old = table(hashes);
  }

  /** Up to version 4 they stand there whole and one by one. */
  private int[] read(DataInput in, int version) throws IOException {
    return version < 5 ? readPlain(in) : SortedHashes.read(in, bits, generation);
  }

  private int[] readPlain(DataInput in) throws IOException {
    int size = Varint.readInt(in);
    if (size > generation) {
      throw new IOException("a set of " + size + " (at most " + generation + ")");
    }
    int[] hashes = new int[size];
    for (int i = 0; i < size; i++) {
      hashes[i] = kept(in.readInt());
    }
    // Two that differ in their lower bits only are one.
    return Arrays.stream(hashes).distinct().toArray();
  }

  private int[] table(int[] hashes) {
    int[] table = new int[Math.max(4, Integer.highestOneBit(Math.max(1, hashes.length)) * 4)];
    for (int hash : hashes) {
      insert(table, hash);
    }
    return table;
  }
}
