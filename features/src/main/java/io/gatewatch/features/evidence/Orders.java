package io.gatewatch.features.evidence;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which call follows which among agents of a kind, and how many of them make it so: each agent has
 * one of 64 seats, taken this week or the week before. Votes come in any order and as often as they
 * like. Up to 4,096 orders, those that most agents make; of one agent about 6 bytes each, of many
 * up to 22.
 */
final class Orders {
  private static final int MOST = 4_096;
  private static final int HOURS_A_WEEK = 168;

  /** What is stored in place of the one seat that is taken. */
  private static final int MANY_SEATS = Habits.SEATS;

  private static final int NO_SEAT = Habits.SEATS + 1;
  private static final double LEAST_UNSEEN = EvidenceStream.FOREIGN_ORDER.floor();

  /** Seats taken in this week, and in the week before. */
  private record Takers(long now, long before) {
    Takers and(Takers other) {
      return new Takers(now | other.now, before | other.before);
    }

    int count() {
      return Long.bitCount(now | before);
    }
  }

  private final TreeMap<Integer, Takers> takers = new TreeMap<>();
  private long week = Long.MIN_VALUE;

  /** One agent's vote. */
  void vote(int[] orders, int seat, long hour) {
    turnTo(hour);
    for (int order : orders) {
      takers.put(order, new Takers(1L << seat, 0));
    }
  }

  /** Votes of the same hour. */
  void add(Orders other) {
    week = Math.max(week, other.week);
    other.takers.forEach((order, more) -> takers.merge(order, more, Takers::and));
  }

  /** A new week: who took a seat in the last but one has it no more. */
  void turnTo(long hour) {
    long turned = Math.floorDiv(hour, HOURS_A_WEEK);
    if (turned > week) {
      boolean next = turned - 1 == week;
      takers.replaceAll((order, of) -> new Takers(0, next ? of.now : 0));
      takers.values().removeIf(of -> of.count() == 0);
      week = turned;
    }
  }

  /** Keeps those that most agents make. */
  void cut() {
    if (takers.size() > MOST) {
      List<Integer> over =
          takers.entrySet().stream()
              .sorted(Comparator.comparingInt(e -> -e.getValue().count()))
              .skip(MOST)
              .map(Map.Entry::getKey)
              .toList();
      takers.keySet().removeAll(new HashSet<>(over));
    }
  }

  /** Whether at least two agents make this call after that. */
  boolean makes(int order) {
    Takers of = takers.get(order);
    return of != null && of.count() > 1;
  }

  /**
   * Which share of the orders of one agent more fewer than two of the others make: of what agents
   * make, that which at most one besides them makes, too (I. J. Good, "The population frequencies
   * of species", 1953).
   */
  double unseen() {
    long few = 0;
    long all = 0;
    for (Takers of : takers.values()) {
      int count = of.count();
      few += count <= 2 ? count : 0;
      all += count;
    }
    return all == 0 ? 1 : Math.max(LEAST_UNSEEN, (double) few / all);
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.writeTime(out, week, 0);
    Varint.write(out, takers.size());
    long last = Integer.MIN_VALUE;
    for (Map.Entry<Integer, Takers> entry : takers.entrySet()) {
      Varint.write(out, entry.getKey() - last);
      last = entry.getKey();
      writeSeats(out, entry.getValue().now);
      writeSeats(out, entry.getValue().before);
    }
  }

  private static void writeSeats(DataOutput out, long seats) throws IOException {
    int count = Long.bitCount(seats);
    if (count == 1) {
      out.writeByte(Long.numberOfTrailingZeros(seats));
    } else if (count == 0) {
      out.writeByte(NO_SEAT);
    } else {
      out.writeByte(MANY_SEATS);
      out.writeLong(seats);
    }
  }

  void readInto(DataInput in) throws IOException {
    week = Varint.readTime(in, 0);
    long last = Integer.MIN_VALUE;
    for (int size = Varint.readInt(in); size > 0; size--) {
      last += Varint.read(in);
      takers.put((int) last, new Takers(readSeats(in), readSeats(in)));
    }
  }

  private static long readSeats(DataInput in) throws IOException {
    int first = in.readByte();
    return first == NO_SEAT ? 0 : first == MANY_SEATS ? in.readLong() : 1L << first;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Orders that && week == that.week && takers.equals(that.takers);
  }

  @Override
  public int hashCode() {
    return takers.hashCode();
  }
}
