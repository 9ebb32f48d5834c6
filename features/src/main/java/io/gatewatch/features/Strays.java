package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a caller does off its paths of late: doors that no catalogue knows, tried and found open;
 * operations that are to go; names that are not its own. Counts are halved every 6 h.
 *
 * <p>At most 90 bytes (of sources, whose counts are rounded, 60), stored by {@link UsedPaths} and
 * by its version.
 */
final class Strays {
  private static final int REMEMBERED = 4;
  private static final long DAY_MILLIS = 86_400_000;
  private static final double HALF_LIFE_MILLIS = 6 * 3_600_000.0;
  private static final long OPEN_MILLIS = 6 * 3_600_000L;

  private final int[] opened = new int[REMEMBERED];
  private final int[] old = new int[REMEMBERED];
  private long openedAt = Long.MIN_VALUE;
  private long oldSince = Long.MIN_VALUE;
  private long fadedAt = Long.MIN_VALUE;
  private long claimedSince = Long.MIN_VALUE;
  private double closed;
  private double oldCalls;
  private double claims;

  /** About the call last met; not part of the state. */
  private boolean isOld;

  private boolean turns;

  /** Before a call: nothing is known of it. */
  void begin() {
    isOld = false;
    turns = false;
  }

  /** Takes a call that gives a name that is not the caller's own. */
  void claim(long now) {
    fade(now);
    claims++;
    claimedSince = claimedSince == Long.MIN_VALUE ? now : claimedSince;
  }

  /** Takes a door that was found open. */
  void open(int route, long now) {
    fade(now);
    remember(opened, route);
    openedAt = now;
  }

  /** Takes a door that was found shut, and says how many were of late, with it. */
  double shut(long now) {
    fade(now);
    closed++;
    return closed;
  }

  /**
   * Takes a call to an operation. Once a day has gone by with it, an old one is one that this
   * caller is used to.
   *
   * @param toGo whether the operation is to go
   * @param unused whether the caller, whose habits are known, never used it
   */
  void old(boolean toGo, int route, boolean unused, long now) {
    if (oldSince != Long.MIN_VALUE && now - oldSince >= DAY_MILLIS) {
      Arrays.fill(old, 0);
      oldSince = Long.MIN_VALUE;
      oldCalls = 0;
    }
    if (toGo && unused && !contains(old, route)) {
      turns = oldSince == Long.MIN_VALUE;
      oldSince = turns ? now : oldSince;
      remember(old, route);
    }
    isOld = toGo && contains(old, route);
    if (isOld) {
      fade(now);
      oldCalls++;
    }
  }

  private void fade(long now) {
    if (fadedAt != Long.MIN_VALUE && closed + oldCalls + claims > 0) {
      double kept = StrictMath.pow(2, -Math.max(0, now - fadedAt) / HALF_LIFE_MILLIS);
      closed *= kept;
      oldCalls *= kept;
      claims *= kept;
    }
    fadedAt = Math.max(fadedAt, now);
    if (openedAt != Long.MIN_VALUE && now - openedAt >= OPEN_MILLIS) {
      forgetOpened();
    }
  }

  private static boolean contains(int[] some, int route) {
    for (int known : some) {
      if (known == route) {
        return true;
      }
    }
    return false;
  }

  /** Puts it in front of the others. */
  private static void remember(int[] some, int route) {
    System.arraycopy(some, 0, some, 1, some.length - 1);
    some[0] = route;
  }

  /** Whether the call last met is to an operation that is to go, taken up within a day. */
  boolean isOld() {
    return isOld;
  }

  /** Whether it is the first of such calls. */
  boolean turns() {
    return turns;
  }

  /**
   * What it adds up to with the call last met.
   *
   * @param firstUse whether that is the caller's first success on its route
   * @param newer see {@link PathReading}
   */
  PathReading reading(boolean firstUse, int newer, long now) {
    fade(now);
    return new PathReading(
        firstUse, openedOfLate(), closed, isOld, newer, oldCalls, claims, isUsedToClaim(now));
  }

  private List<Integer> openedOfLate() {
    if (openedAt == Long.MIN_VALUE) {
      return List.of();
    }
    List<Integer> open = new ArrayList<>(REMEMBERED);
    for (int route : opened) {
      if (route != 0) {
        open.add(route);
      }
    }
    return open;
  }

  /** Whether it was a day ago, or longer, that it first gave a name that is not its own. */
  private boolean isUsedToClaim(long now) {
    return claimedSince != Long.MIN_VALUE && now - claimedSince >= DAY_MILLIS;
  }

  /** Whether there is anything to keep. */
  boolean areAny() {
    return fadedAt != Long.MIN_VALUE && closed + oldCalls + claims + opened[0] + old[0] != 0;
  }

  /** Forgets which doors it opened of late. */
  void forgetOpened() {
    Arrays.fill(opened, 0);
    openedAt = Long.MIN_VALUE;
  }

  /** Keeps what fades in whole numbers. */
  void round() {
    closed = Math.rint(closed);
    oldCalls = Math.rint(oldCalls);
    claims = Math.rint(claims);
  }

  /** Times are written as from a moment that the reader knows. */
  void writeTo(DataOutput out, long since) throws IOException {
    writeSome(out, opened);
    writeSome(out, old);
    for (long time : new long[] {openedAt, oldSince, fadedAt, claimedSince}) {
      Varint.writeTime(out, time, since);
    }
    for (double count : new double[] {closed, oldCalls, claims}) {
      Varint.writeDouble(out, count);
    }
  }

  /** Of a version of {@link UsedPaths}. */
  void readInto(DataInput in, long since, int version) throws IOException {
    readSome(in, opened);
    readSome(in, old);
    boolean plain = version == 1;
    openedAt = plain ? in.readLong() : Varint.readTime(in, since);
    oldSince = plain ? in.readLong() : Varint.readTime(in, since);
    fadedAt = plain ? in.readLong() : Varint.readTime(in, since);
    claimedSince = plain ? Long.MIN_VALUE : Varint.readTime(in, since);
    closed = plain ? in.readDouble() : Varint.readDouble(in);
    oldCalls = plain ? in.readDouble() : Varint.readDouble(in);
    claims = plain ? in.readDouble() : Varint.readDouble(in);
    claimedSince = plain ? in.readLong() : claimedSince;
  }

  private static void writeSome(DataOutput out, int[] some) throws IOException {
    int count = 0;
    while (count < some.length && some[count] != 0) {
      count++;
    }
    out.writeByte(count);
    for (int i = 0; i < count; i++) {
      out.writeInt(some[i]);
    }
  }

  private static void readSome(DataInput in, int[] some) throws IOException {
    int count = in.readByte();
    for (int i = 0; i < count; i++) {
      some[i] = in.readInt();
    }
  }
}
