package io.gatewatch.features;

import io.gatewatch.ingest.ApiCall;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which routes a caller uses with success, and what it does off these paths of late: doors that no
 * catalogue knows, tried and found open; operations that are to go; names that are not its own.
 * Counts of late are halved every 6 h. An agent's first day is only learned: all is new then.
 *
 * <p>Agents remember 128 routes (6 bytes each) and the versions of 32, sources 8 routes and no
 * version; beside them at most 63 bytes, only for callers that strayed. Version 3.
 */
final class UsedPaths {
  private static final int VERSION = 3;
  private static final int OF_AGENT = 128;
  private static final int OF_SOURCE = 8;
  private static final int OF_LATE = 4;
  private static final long DAY_MILLIS = 86_400_000;
  private static final double HALF_LIFE_MILLIS = 6 * 3_600_000.0;
  private static final long OPEN_MILLIS = 6 * 3_600_000L;

  private final boolean agent;
  private final ApiVersions versions;
  private final RouteDays routes;

  /** Of sources. */
  private final Reach.Told told;

  private final int[] opened = new int[OF_LATE];
  private final int[] old = new int[OF_LATE];
  private long since = Long.MIN_VALUE;
  private long openedAt = Long.MIN_VALUE;
  private long oldSince = Long.MIN_VALUE;
  private long fadedAt = Long.MIN_VALUE;
  private double closed;
  private double oldCalls;
  private double claims;
  private long claimedSince = Long.MIN_VALUE;

  /** About the call last met; not part of the state. */
  private boolean firstUse;

  private int last;

  private boolean firstToday;
  private boolean strays;
  private boolean turns;
  private int newer;

  UsedPaths(boolean agent) {
    this.agent = agent;
    this.versions = agent ? new ApiVersions() : null;
    this.routes = new RouteDays(agent ? OF_AGENT : OF_SOURCE);
    this.told = agent ? null : new Reach.Told();
  }

  /** Before a call: nothing is known of it. */
  void begin() {
    last = 0;
    firstUse = false;
    firstToday = false;
    strays = false;
    turns = false;
    newer = 0;
    if (told != null) {
      told.begin();
    }
  }

  /**
   * Takes a call that was not refused for its number.
   *
   * @param route fingerprint of service, method and route
   * @param newRoute whether this caller never called it before, with whatever answer
   * @param settled whether what is new to it means anything
   */
  void meet(ApiCall call, int route, boolean newRoute, boolean settled, long now) {
    boolean answered = call.status() >= 200 && call.status() < 300;
    last = route;
    boolean used = routes.has(route);
    firstUse = answered && !used && routes.hasRoom((short) Math.floorDiv(now, DAY_MILLIS));
    since = since == Long.MIN_VALUE ? now : since;
    if (call.claimedAgent() != null) {
      claim(now);
    }
    if (settled && call.operation() == null) {
      door(call.status(), route, newRoute, now);
    }
    boolean meant = answered || call.status() == 410;
    if (agent && meant) {
      newer = versions.newerThan(call.method(), call.route(), answered);
      old(call.lifecycle() != null || newer > 0, route, settled && !used, now);
    }
    if (answered) {
      firstToday = routes.use(route, (short) Math.floorDiv(now, DAY_MILLIS));
    }
  }

  private void claim(long now) {
    fade(now);
    claims++;
    claimedSince = claimedSince == Long.MIN_VALUE ? now : claimedSince;
  }

  private void door(int status, int route, boolean newRoute, long now) {
    boolean isClosed = status == 403 || status == 404 || status == 405;
    if (firstUse) {
      fade(now);
      remember(opened, route);
      openedAt = now;
    } else if (newRoute && isClosed) {
      fade(now);
      closed++;
      if (told != null) {
        told.reach(closed, now);
      }
    }
  }

  /** Once a day has gone by with it, an old operation is one that this caller is used to. */
  private void old(boolean isOld, int route, boolean unused, long now) {
    if (oldSince != Long.MIN_VALUE && now - oldSince >= DAY_MILLIS) {
      Arrays.fill(old, 0);
      oldSince = Long.MIN_VALUE;
      oldCalls = 0;
    }
    if (isOld && unused && !contains(old, route)) {
      turns = oldSince == Long.MIN_VALUE;
      oldSince = turns ? now : oldSince;
      remember(old, route);
    }
    strays = isOld && contains(old, route);
    if (strays) {
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
      Arrays.fill(opened, 0);
      openedAt = Long.MIN_VALUE;
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

  /** Whether what is new to an agent means anything: its first day is only learned. */
  boolean isSettled(long now) {
    return since != Long.MIN_VALUE && now - since >= DAY_MILLIS;
  }

  /** The route of the call last met; 0 for none. */
  int route() {
    return last;
  }

  /** Whether the call is the caller's first success of the day on its route: a vote for it. */
  boolean votes() {
    return firstToday;
  }

  /** Whether it is the first with which an agent turns to what is to go, within a day. */
  boolean turns() {
    return turns;
  }

  /** A stranger's votes for how far it has come with the call last met; null for none. */
  Tally reached() {
    return told == null ? null : told.vote();
  }

  /** Whether the call is worth a look by itself. */
  boolean isNotable(ApiCall call) {
    return firstUse || strays || call.claimedAgent() != null;
  }

  /** What it adds up to with the call last met. */
  PathReading reading(long now) {
    fade(now);
    return new PathReading(
        firstUse, openedOfLate(), closed, strays, newer, oldCalls, claims, isUsedToClaim(now));
  }

  private List<Integer> openedOfLate() {
    if (openedAt == Long.MIN_VALUE) {
      return List.of();
    }
    List<Integer> open = new ArrayList<>(OF_LATE);
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

  private boolean hasStrayed() {
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

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    Varint.writeTime(out, since, 0);
    routes.writeTo(out);
    if (agent) {
      versions.writeTo(out);
    }
    out.writeBoolean(hasStrayed());
    if (hasStrayed()) {
      writeSome(out, opened);
      writeSome(out, old);
      for (long time : new long[] {openedAt, oldSince, fadedAt, claimedSince}) {
        Varint.writeTime(out, time, since);
      }
      for (double count : new double[] {closed, oldCalls, claims}) {
        Varint.writeDouble(out, count);
      }
      if (told != null) {
        told.writeTo(out);
      }
    }
  }

  static UsedPaths readFrom(DataInput in, boolean agent) throws IOException {
    int version = in.readByte();
    if (version < 1 || version > VERSION) {
      throw new IOException("used paths of version " + version + " (expected: 1 to 3)");
    }
    UsedPaths paths = new UsedPaths(agent);
    paths.since = Varint.readTime(in, 0);
    paths.routes.readInto(in);
    if (paths.agent) {
      paths.versions.readInto(in);
    }
    if (in.readBoolean()) {
      readSome(in, paths.opened);
      readSome(in, paths.old);
      paths.readLate(in, version);
      if (paths.told != null && version > 2) {
        paths.told.readInto(in);
      }
    }
    return paths;
  }

  private void readLate(DataInput in, int version) throws IOException {
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
