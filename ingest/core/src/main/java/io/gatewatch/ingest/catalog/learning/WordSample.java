package io.gatewatch.ingest.catalog.learning;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The different words that one agent used at one place: those with the 24 smallest hashes
 * (Bar-Yossef et al., "Counting distinct elements in a data stream", 2002). All agents share the
 * hash, so samples can be compared. Adding commutes. At most 24 words of 40 characters, about 2.5
 * kB.
 */
final class WordSample {
  /** Words kept. */
  static final int MOST = 24;

  private long[] hashes = new long[1];
  private String[] words = new String[1];
  private int size;

  /** Adds a word; true when the sample grew. */
  boolean add(String word) {
    long hash = hash(word);
    int at = place(hash);
    if (at < size && hashes[at] == hash) {
      return false;
    }
    if (at == MOST) {
      return false;
    }
    boolean grows = size < MOST;
    if (grows) {
      size++;
      ensure(size);
    }
    System.arraycopy(hashes, at, hashes, at + 1, size - 1 - at);
    System.arraycopy(words, at, words, at + 1, size - 1 - at);
    hashes[at] = hash;
    words[at] = word;
    return grows;
  }

  /** Adds another sample; how many words this one grew by. */
  int addAll(WordSample other) {
    int grown = 0;
    for (int i = 0; i < other.size; i++) {
      grown += add(other.words[i]) ? 1 : 0;
    }
    return grown;
  }

  int size() {
    return size;
  }

  String word(int index) {
    return words[index];
  }

  private boolean isFull() {
    return size == MOST;
  }

  /** Estimate of the number of different words; exact while the sample is not full. */
  double distinct() {
    if (!isFull()) {
      return size;
    }
    return (MOST - 1) / ((hashes[MOST - 1] >>> 11) * 0x1p-53);
  }

  /** Whether the word of another sample is in this one: 1 yes, 0 no, -1 beyond what is sampled. */
  int has(WordSample other, int index) {
    long hash = other.hashes[index];
    int at = place(hash);
    if (at < size && hashes[at] == hash) {
      return 1;
    }
    return isFull() && at == MOST ? -1 : 0;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(size);
    for (int i = 0; i < size; i++) {
      out.writeUTF(words[i]);
    }
  }

  static WordSample readFrom(DataInput in) throws IOException {
    WordSample sample = new WordSample();
    int size = in.readUnsignedByte();
    for (int i = 0; i < size; i++) {
      sample.add(in.readUTF());
    }
    return sample;
  }

  /** Where a hash stands or would stand. */
  private int place(long hash) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(hashes[middle], hash) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void ensure(int length) {
    if (length > hashes.length) {
      int longer = Math.min(MOST, hashes.length * 2);
      hashes = Arrays.copyOf(hashes, longer);
      words = Arrays.copyOf(words, longer);
    }
  }

  /**
   * FNV-1a, then the finisher of MurmurHash3: no secret, an agent can only spoil its own sample.
   */
  static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
