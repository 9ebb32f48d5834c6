package io.gatewatch.detectors.drift;

import io.gatewatch.features.Varint;
import io.gatewatch.models.Reference;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Votes of one model and class of agents, by day, of the last seven days: once these are whole, an
 * hour of the week weighs as much as it does in training. At most 8 · (inputs + 1) · 10 counts.
 */
public final class DriftState {
  static final long DAY_MILLIS = 86_400_000;
  private static final int DAYS = 7;
  private static final int VERSION = 1;

  private final TreeMap<Long, int[]> days = new TreeMap<>();
  private int columns;
  private long firstDay = Long.MAX_VALUE;
  private long closed = Long.MIN_VALUE;
  private int daysDrifting;
  private long driftsSince = -1;

  /**
   * Counts a vote.
   *
   * @return when its day is to be closed, in ms since 1970; Long.MAX_VALUE when it has been: a late
   *     vote counts as long as a week holds its day, and closes no day again
   */
  public long add(DriftVote vote) {
    long day = day(vote.time());
    long due = (day + 1) * DAY_MILLIS;
    boolean late = due <= closed;
    if (late && day < day(closed) - DAYS) {
      return Long.MAX_VALUE;
    }
    columns = vote.columns();
    firstDay = late ? firstDay : Math.min(firstDay, day);
    int[] counts = days.computeIfAbsent(day, d -> new int[columns * Reference.BINS]);
    for (int column = 0; column < columns; column++) {
      counts[column * Reference.BINS + vote.bin(column)]++;
    }
    return late ? Long.MAX_VALUE : due;
  }

  /** The day of a time. */
  static long day(long millis) {
    return Math.floorDiv(millis, DAY_MILLIS);
  }

  /** The end of the day after, in ms since 1970. */
  public static long nextDue(long due) {
    return due + DAY_MILLIS;
  }

  /**
   * The day that ends is over: what is older than a week is forgotten. After a week without votes
   * another one has to become whole.
   *
   * @param due its end, in ms since 1970
   * @return whether it was not over before
   */
  boolean close(long due) {
    if (due <= closed) {
      return false;
    }
    closed = due;
    days.headMap(day(due) - DAYS).clear();
    if (days.headMap(day(due)).isEmpty()) {
      firstDay = days.isEmpty() ? Long.MAX_VALUE : days.firstKey();
    }
    return true;
  }

  /** Whether nothing is left. */
  public boolean isEmpty() {
    return days.isEmpty();
  }

  /** Whether it has seen the whole week before a day: half a week is no week. */
  boolean holdsAWeek(long dayAfter) {
    return firstDay <= dayAfter - DAYS;
  }

  /** Votes of the week before a day: of each column by bin. */
  int[][] week(long dayAfter) {
    int[][] sum = new int[columns][Reference.BINS];
    for (int[] counts : days.headMap(dayAfter).values()) {
      for (int i = 0; i < counts.length; i++) {
        sum[i / Reference.BINS][i % Reference.BINS] += counts[i];
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
    driftsSince = daysDrifting == 1 ? dayAfter : drift ? driftsSince : -1;
    return daysDrifting;
  }

  /** The day on which the present drift began. */
  long since() {
    return driftsSince;
  }

  /** Writes it, version first. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    Varint.write(out, columns);
    Varint.write(out, daysDrifting);
    out.writeLong(driftsSince);
    out.writeLong(firstDay);
    out.writeLong(closed);
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
    state.columns = Varint.readInt(in);
    state.daysDrifting = Varint.readInt(in);
    state.driftsSince = in.readLong();
    state.firstDay = in.readLong();
    state.closed = in.readLong();
    int size = Varint.readInt(in);
    for (int d = 0; d < size; d++) {
      long day = in.readLong();
      int[] counts = new int[state.columns * Reference.BINS];
      Varint.readSparse(in, counts);
      state.days.put(day, counts);
    }
    return state;
  }
}
