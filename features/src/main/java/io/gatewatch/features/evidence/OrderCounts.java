package io.gatewatch.features.evidence;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How often an agent calls each route after each: a table over its first 63 routes, with a memory
 * of some 16,000 such pairs. Later routes find a place when others are forgotten; until then
 * nothing is said of them. A dozen routes take 0.2 KB, 63 in no order at all 8 KB (stored; 16 KB of
 * heap). It learns under suspicion too: an order that goes on is no longer rare once it has been
 * taken a fifth as often as by chance.
 */
final class OrderCounts {
  private static final int MOST = 63;
  private static final int MEMORY = 16_000;

  /** How many times rarer than by chance a pair is that counts as rare. */
  private static final double RARER = 5;

  private int[] routes = new int[8];
  private int[] counts = new int[routes.length * routes.length];
  private int[] before = new int[routes.length];
  private int[] after = new int[routes.length];
  private int size;
  private int total;

  /** Where two routes were found last, to be looked at first; not stored. */
  private int row;

  private int column;

  /**
   * Whether the agent has made this call after that one, though both are of its routes, less than a
   * fifth as often as if its routes came in no order at all. Where that would not have been five
   * times, nothing is rare yet.
   */
  boolean isRare(int one, int next) {
    row = find(one, row);
    column = find(next, column);
    if (row < 0 || column < 0) {
      return false;
    }
    double byChance = (double) before[row] * after[column] / total;
    return RARER * (1 + counts[row * routes.length + column]) < 1 + byChance;
  }

  /** Notes that a call was made after another. */
  void learn(int one, int next) {
    row = place(one, row);
    column = place(next, column);
    if (row >= 0 && column >= 0) {
      add(row, column, 1);
      if (total > MEMORY) {
        halve();
      }
    }
  }

  private void add(int row, int column, int count) {
    counts[row * routes.length + column] += count;
    before[row] += count;
    after[column] += count;
    total += count;
  }

  private int find(int route, int guess) {
    if (guess >= 0 && guess < size && routes[guess] == route) {
      return guess;
    }
    for (int i = 0; i < size; i++) {
      if (routes[i] == route) {
        return i;
      }
    }
    return -1;
  }

  private int place(int route, int guess) {
    int found = find(route, guess);
    if (found >= 0 || size == MOST) {
      return found;
    }
    if (size == routes.length) {
      rebuild(2 * size, 0);
    }
    routes[size] = route;
    return size++;
  }

  /** Forgets half of what was, and routes of which nothing is left. */
  private void halve() {
    rebuild(routes.length, 1);
  }

  private void rebuild(int slots, int shift) {
    OrderCounts old = new OrderCounts();
    old.take(this);
    reset(slots);
    for (int i = 0; i < old.size; i++) {
      if (shift == 0 || old.before[i] > 1 || old.after[i] > 1) {
        place(old.routes[i], i);
      }
    }
    for (int i = 0; i < old.size; i++) {
      for (int j = 0; j < old.size; j++) {
        int left = old.counts[i * old.routes.length + j] >> shift;
        if (left > 0) {
          add(place(old.routes[i], i), place(old.routes[j], j), left);
        }
      }
    }
  }

  private void take(OrderCounts other) {
    routes = other.routes;
    counts = other.counts;
    before = other.before;
    after = other.after;
    size = other.size;
  }

  private void reset(int slots) {
    routes = new int[slots];
    counts = new int[slots * slots];
    before = new int[slots];
    after = new int[slots];
    size = 0;
    total = 0;
  }

  /** Routes, then for each how often which others followed it. */
  void writeTo(DataOutput out) throws IOException {
    out.writeByte(size);
    for (int i = 0; i < size; i++) {
      out.writeInt(routes[i]);
    }
    for (int i = 0; i < size; i++) {
      int from = i * routes.length;
      Varint.writeSparse(out, Arrays.copyOfRange(counts, from, from + size));
    }
  }

  void readInto(DataInput in) throws IOException {
    int stored = in.readByte();
    if (stored < 0 || stored > MOST) {
      throw new IOException("an order of " + stored + " routes (at most " + MOST + ")");
    }
    reset(8);
    for (int i = 0; i < stored; i++) {
      place(in.readInt(), i);
    }
    int[] row = new int[stored];
    for (int i = 0; i < stored; i++) {
      Arrays.fill(row, 0);
      Varint.readSparse(in, row);
      for (int j = 0; j < stored; j++) {
        add(i, j, row[j]);
      }
    }
  }
}
