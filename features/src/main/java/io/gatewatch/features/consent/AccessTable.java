package io.gatewatch.features.consent;

import io.gatewatch.features.SortedHashes;
import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * When each place was last called, and when its last accesses began (four, or as many as are
 * allowed), in minutes since 1970. An open hash table; with four 6 to 13 bytes a place when stored.
 */
final class AccessTable {
  static final int NEVER = Integer.MIN_VALUE;
  private static final int PLAIN = ConsentUse.ALLOWED;
  private static final int LARGEST = 1024;

  private final int kept;
  private final int[] places;
  private final int[] lastCalls;
  private final int[] begins;
  private int size;

  /**
   * @param kept accesses whose begin is remembered, of each place
   */
  AccessTable(int slots, int kept) {
    this.kept = kept;
    places = new int[slots];
    lastCalls = new int[slots];
    begins = new int[slots * kept];
  }

  /** Whether a place is one of every 2^bits. */
  static boolean isSampled(int place, int bits) {
    return bits == 0 || place >>> (Integer.SIZE - bits) == 0;
  }

  int size() {
    return size;
  }

  int kept() {
    return kept;
  }

  /** This table, where it keeps so many accesses of a place; else one that does. */
  AccessTable keeping(int accesses) {
    if (accesses <= kept) {
      return this;
    }
    AccessTable table = new AccessTable(places.length, accesses);
    copyInto(table, NEVER, 0);
    return table;
  }

  /** Where a place is kept; negative when it is not. */
  int find(int place) {
    int slot = slot(place);
    return places[slot] == place ? slot : -1;
  }

  private int slot(int place) {
    int slot = place & (places.length - 1);
    while (places[slot] != 0 && places[slot] != place) {
      slot = (slot + 1) & (places.length - 1);
    }
    return slot;
  }

  /** When a place was called before; notes that it is now. */
  int lastCall(int slot, int minute) {
    int last = lastCalls[slot];
    lastCalls[slot] = Math.max(last, minute);
    return last;
  }

  /** When its latest access began. */
  int newestBegin(int slot) {
    return begins[slot * kept + kept - 1];
  }

  /** An access begins; when the one so many before it began. */
  int begin(int slot, int minute, int accesses) {
    int first = slot * kept;
    int before = begins[first + kept - accesses];
    System.arraycopy(begins, first + 1, begins, first, kept - 1);
    begins[first + kept - 1] = minute;
    return before;
  }

  /** This table with one more place, in which one access has begun. */
  AccessTable with(int place, int minute) {
    AccessTable table = this;
    if (4 * (size + 1) > 3 * places.length) {
      table = new AccessTable(places.length * 2, kept);
      copyInto(table, NEVER, 0);
    }
    int slot = table.add(place, minute);
    table.begins[slot * kept + kept - 1] = minute;
    return table;
  }

  private int add(int place, int lastCall) {
    int slot = slot(place);
    places[slot] = place;
    lastCalls[slot] = lastCall;
    for (int i = 0; i < kept; i++) {
      begins[slot * kept + i] = NEVER;
    }
    size++;
    return slot;
  }

  /** This table without places not called since, and those that are not in the sample. */
  AccessTable without(int olderThan, int bits) {
    AccessTable table = new AccessTable(places.length, kept);
    copyInto(table, olderThan, bits);
    return table;
  }

  private void copyInto(AccessTable table, int olderThan, int bits) {
    for (int i = 0; i < places.length; i++) {
      if (places[i] != 0 && lastCalls[i] >= olderThan && isSampled(places[i], bits)) {
        int slot = table.add(places[i], lastCalls[i]);
        int to = slot * table.kept + table.kept - kept;
        System.arraycopy(begins, i * kept, table.begins, to, kept);
      }
    }
  }

  /**
   * Writes places called since {@code oldest}, sorted, and of their accesses the newest and those
   * since {@code oldest}: nothing before can make a difference any more.
   */
  void writeTo(DataOutput out, int oldest) throws IOException {
    int[] called =
        Arrays.stream(places).filter(p -> p != 0 && lastCalls[find(p)] >= oldest).toArray();
    SortedHashes.write(out, called, Integer.SIZE);
    for (int place : called) {
      int slot = find(place);
      Varint.write(out, lastCalls[slot] - oldest);
      int before = lastCalls[slot];
      for (int k = kept - 1; k >= 0; k--) {
        int begin = begins[slot * kept + k];
        boolean matters = begin != NEVER && (begin >= oldest || k == kept - 1);
        Varint.write(out, matters ? 1L + before - begin : 0);
        if (!matters) {
          break;
        }
        before = begin;
      }
    }
  }

  static AccessTable readFrom(DataInput in, int oldest, int kept) throws IOException {
    if (kept < PLAIN || kept > ConsentUse.MOST_ALLOWED) {
      throw new IOException(
          "accesses: " + kept + " (expected: " + PLAIN + " to " + ConsentUse.MOST_ALLOWED + ")");
    }
    int[] called = SortedHashes.read(in, Integer.SIZE, LARGEST);
    AccessTable table = new AccessTable(slotsFor(called.length), kept);
    for (int place : called) {
      int before = oldest + Varint.readInt(in);
      int slot = table.add(place, before);
      for (int k = kept - 1; k >= 0; k--) {
        int age = Varint.readInt(in);
        if (age == 0) {
          break;
        }
        before -= age - 1;
        table.begins[slot * kept + k] = before;
      }
    }
    return table;
  }

  private static int slotsFor(int size) {
    int slots = 8;
    while (4 * size > 3 * slots) {
      slots *= 2;
    }
    return slots;
  }

  /** As in histories of version 4. */
  static AccessTable readPlain(DataInput in) throws IOException {
    int slots = Varint.readInt(in);
    if (slots > LARGEST || Integer.bitCount(slots) != 1) {
      throw new IOException("a table of " + slots + " places (at most " + LARGEST + ")");
    }
    AccessTable table = new AccessTable(slots, PLAIN);
    for (int i = 0; i < slots; i++) {
      table.places[i] = in.readInt();
      if (table.places[i] != 0) {
        table.lastCalls[i] = Varint.readInt(in);
        for (int k = 0; k < PLAIN; k++) {
          int age = Varint.readInt(in);
          table.begins[i * PLAIN + k] = age == 0 ? NEVER : table.lastCalls[i] - (age - 1);
        }
        table.size++;
      }
    }
    return table;
  }
}
