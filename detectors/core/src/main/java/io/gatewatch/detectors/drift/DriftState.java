package io.gatewatch.detectors.drift;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Votes of one model and class of agents, by day, of the last seven days: an hour of the week
 * weighs as much as it does in training. At most 8 · (inputs + 1) · 10 counts.
 */
public final class DriftState {
  static final int BINS = 10;
  static final long DAY_MILLIS = 86_400_000;
  private static final int DAYS = 7;
  private static final int VERSION = 1;

  private final TreeMap<Long, int[]> days = new TreeMap<>();
  private int inputs;
  private int daysDrifting;
  private long toldFrom = -1;

  /** Counts a vote. */
  public void add(DriftVote vote) {
    inputs = vote.inputs();
    int[] counts = days.computeIfAbsent(day(vote.time()), d -> new int[(inputs + 1) * BINS]);
    for (int i = 0; i < inputs; i++) {
      counts[i * BINS + vote.bin(i)]++;
    }
    counts[inputs * BINS + vote.tenth()]++;
  }

  /** The day of a time. */
  static long day(long millis) {
    return Math.floorDiv(millis, DAY_MILLIS);
  }

  /** When the day of a vote is over, in ms since 1970. */
  public static long due(DriftVote vote) {
    return (day(vote.time()) + 1) * DAY_MILLIS;
  }

  /** The end of the day after, in ms since 1970. */
  public static long nextDue(long due) {
    return due + DAY_MILLIS;
  }

  /** Forgets what is older than a week before a day's end. */
  void forget(long dayAfter) {
    days.headMap(dayAfter - DAYS).clear();
  }

  /** Whether nothing is left. */
  public boolean isEmpty() {
    return days.isEmpty();
  }

  int inputs() {
    return inputs;
  }

  /** Votes of the week before a day, by bin; those of the p-value at the number of inputs. */
  int[] week(int input, long dayAfter) {
    int[] sum = new int[BINS];
    for (int[] counts : days.headMap(dayAfter).values()) {
      for (int b = 0; b < BINS; b++) {
        sum[b] += counts[input * BINS + b];
      }
    }
    return sum;
  }

  /**
   * A day more with, or without, drift.
   *
   * @return for how many days in a row there was
   */
  int sees(boolean drift, long dayAfter) {
    daysDrifting = drift ? daysDrifting + 1 : 0;
    toldFrom = daysDrifting == 1 ? dayAfter : drift ? toldFrom : -1;
    return daysDrifting;
  }

  /** The day on which the present drift began. */
  long since() {
    return toldFrom;
  }

  /** Writes it, version first. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    Varint.write(out, inputs);
    Varint.write(out, daysDrifting);
    out.writeLong(toldFrom);
    Varint.write(out, days.size());
    for (Map.Entry<Long, int[]> day : days.entrySet()) {
      out.writeLong(day.getKey());
      Varint.writeSparse(out, day.getValue());
    }
  }

  /** Reads a state of any released version. */
  public static DriftState readFrom(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("drift of version " + version + " (expected: " + VERSION + ")");
    }
    DriftState state = new DriftState();
    state.inputs = Varint.readInt(in);
    state.daysDrifting = Varint.readInt(in);
    state.toldFrom = in.readLong();
    int size = Varint.readInt(in);
    for (int d = 0; d < size; d++) {
      long day = in.readLong();
      int[] counts = new int[(state.inputs + 1) * BINS];
      Varint.readSparse(in, counts);
      state.days.put(day, counts);
    }
    return state;
  }
}
