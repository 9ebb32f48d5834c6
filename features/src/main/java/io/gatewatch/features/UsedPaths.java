package io.gatewatch.features;

import io.gatewatch.ingest.ApiCall;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Which routes a caller uses with success, and what it does off these paths of late ({@link
 * Strays}). An agent's first day is only learned: all is new then.
 *
 * <p>Agents remember 128 routes (6 bytes each) and the versions of 32, sources 8 routes and no
 * version; beside them at most 90 bytes (sources 63), only for callers that strayed. Version 3.
 */
final class UsedPaths {
  private static final int VERSION = 3;
  private static final int OF_AGENT = 128;
  private static final int OF_SOURCE = 8;
  private static final long DAY_MILLIS = 86_400_000;

  private final boolean agent;
  private final ApiVersions versions;
  private final RouteDays routes;
  private final Strays strays = new Strays();

  /** Of sources. */
  private final Reach.Told told;

  private long since = Long.MIN_VALUE;

  /** About the call last met; not part of the state. */
  private boolean firstUse;

  private int last;

  private boolean firstToday;
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
    newer = 0;
    strays.begin();
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
      strays.claim(now);
    }
    if (settled && call.operation() == null) {
      door(call.status(), route, newRoute, now);
    }
    boolean meant = answered || call.status() == 410;
    if (agent && meant) {
      newer = versions.newerThan(call.method(), call.route(), answered);
      strays.old(call.lifecycle() != null || newer > 0, route, settled && !used, now);
    }
    if (answered) {
      firstToday = routes.use(route, (short) Math.floorDiv(now, DAY_MILLIS));
    }
  }

  private void door(int status, int route, boolean newRoute, long now) {
    boolean isShut = status == 403 || status == 404 || status == 405;
    if (firstUse) {
      strays.open(route, now);
    } else if (newRoute && isShut) {
      double shut = strays.shut(now);
      if (told != null) {
        told.reach(shut, now);
      }
    }
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
    return strays.turns();
  }

  /** A stranger's votes for how far it has come with the call last met; null for none. */
  Tally reached() {
    return told == null ? null : told.vote();
  }

  /** Whether the call is worth a look by itself. */
  boolean isNotable(ApiCall call) {
    return firstUse || strays.isOld() || call.claimedAgent() != null;
  }

  /** What it adds up to with the call last met. */
  PathReading reading(long now) {
    return strays.reading(firstUse, newer, now);
  }

  /** Forgets which doors it opened of late. */
  void forgetOpened() {
    strays.forgetOpened();
  }

  /** Keeps what fades in whole numbers. */
  void round() {
    strays.round();
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    Varint.writeTime(out, since, 0);
    routes.writeTo(out);
    if (agent) {
      versions.writeTo(out);
    }
    out.writeBoolean(strays.areAny());
    if (strays.areAny()) {
      strays.writeTo(out, since);
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
      paths.strays.readInto(in, paths.since, version);
      if (paths.told != null && version > 2) {
        paths.told.readInto(in);
      }
    }
    return paths;
  }
}
