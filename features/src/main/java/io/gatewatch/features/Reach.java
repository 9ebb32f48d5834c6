package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How far strangers go from door to door: each network votes once a day (UTC) for every power of
 * two of shut doors that it reaches ({@link UsedPaths}: routes that no catalogue knows, new to it,
 * refused with 403, 404 or 405). How far is usual is what three networks reached on this day, or on
 * the day before: so nobody makes room for itself, nor two for each other, and who comes every day
 * is known.
 */
final class Reach {
  private static final int DAY_ROUNDS = 8_640;
  private static final int TOLD_EVERY_ROUNDS = 30;
  private static final int NETWORKS = 3;

  private Reach() {}

  /** What is usual, as of a round with votes; null while it is what was told minutes ago. */
  static ContextEntry close(ViewState state, long round, Tally tally) {
    long day = Math.floorDiv(round, DAY_ROUNDS);
    state.closed.computeIfAbsent(day * DAY_ROUNDS, r -> new Tally()).add(tally);
    state.closed.headMap((day - 1) * DAY_ROUNDS).clear();
    double usual = 0;
    for (Tally ofDay : state.closed.values()) {
      usual = Math.max(usual, ofDay.reachedBy(NETWORKS));
    }
    boolean known = state.lastTold != Long.MIN_VALUE && usual == state.usualErrorShare;
    if (known && round - state.lastTold < TOLD_EVERY_ROUNDS) {
      return null;
    }
    state.lastTold = round;
    state.usualErrorShare = usual;
    return new ContextEntry(
        state.view, round, tally, state.closed.lastEntry().getValue(), usual, -1);
  }

  /** What one network has voted for today. 3 bytes at most. */
  static final class Told {
    private static final long DAY_MILLIS = 86_400_000;
    private static final byte NONE = -1;

    private byte power = NONE;
    private short day;

    /** Before the call last met; not part of the state. */
    private byte before = NONE;

    /** Before a call: it has nothing to tell. */
    void begin() {
      before = power;
    }

    /** So many doors are shut to it, now that one more is. */
    void reach(double doors, long now) {
      short today = (short) Math.floorDiv(now, DAY_MILLIS);
      if (today != day) {
        day = today;
        power = NONE;
      }
      before = power;
      double whole = Math.rint(doors);
      power = whole < 1 ? power : (byte) Math.max(power, Math.getExponent(whole));
    }

    /** Its votes for what it reached with the call last met; null for none. */
    Tally vote() {
      return power > before ? Tally.reached(before + 1, power) : null;
    }

    void writeTo(DataOutput out) throws IOException {
      out.writeByte(power);
      if (power != NONE) {
        out.writeShort(day);
      }
    }

    void readInto(DataInput in) throws IOException {
      power = in.readByte();
      day = power == NONE ? 0 : in.readShort();
      before = power;
    }
  }
}
