package io.gatewatch.features.evidence;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;

/**
 * One stream of one agent: what is usual, and what speaks against it. In its first day an agent is
 * only learned. Later an hour is learned when it is three hours old, so that what rises slowly is
 * not held against itself; hours in which the evidence became overwhelming, and those that waited
 * beside them, are not learned, for at most 72 h: then it is learned anew, as a newcomer.
 */
final class StreamState {
  private static final long HOUR_MILLIS = 3_600_000L;
  private static final int FIRST_HOURS = 24;
  private static final int WAITING_HOURS = 3;
  private static final int ADOPT_HOURS = 72;
  private static final double SUSPECT = StrictMath.log(100);
  private static final double OVERWHELMING = StrictMath.log(1e5);

  private final EvidenceStream stream;
  private Baseline baseline;
  private final Gathering gathering;
  private final ArrayDeque<HourSeen> waiting = new ArrayDeque<>(WAITING_HOURS + 1);
  private HourSeen open;
  private long firstHour = Long.MIN_VALUE;
  private int frozenHours;
  private boolean overwhelmed;

  /** Whether it was ever judged by its own past, or somebody who knows called it benign. */
  private boolean known;

  StreamState(EvidenceStream stream) {
    this.stream = stream;
    this.baseline = new Baseline(stream);
    this.gathering = new Gathering(stream);
  }

  /** Takes one round, or one minute, that ended at {@code time}. */
  void see(double trials, double hits, long time) {
    long hour = Math.floorDiv(time, HOUR_MILLIS);
    if (open == null || hour != open.hour) {
      closeHour(hour);
      open = new HourSeen(hour);
      firstHour = firstHour == Long.MIN_VALUE ? hour : firstHour;
      against();
    }
    if (isProven()) {
      known = true;
      gathering.bet(trials, hits, time);
      overwhelmed |= gathering.log() > OVERWHELMING;
    }
    if (gathering.log() <= SUSPECT) {
      baseline.see(open, trials, hits);
    }
    open.see(trials, hits);
    if (stream.hasPeaks()) {
      open.seeMinute(hits);
    }
  }

  private void closeHour(long hour) {
    if (open == null) {
      return;
    }
    waiting.addLast(open);
    if (overwhelmed && frozenHours < ADOPT_HOURS) {
      frozenHours += waiting.size();
      waiting.clear();
    } else if (overwhelmed) {
      adopt(hour);
    } else {
      frozenHours = 0;
    }
    overwhelmed = gathering.log() > OVERWHELMING;
    boolean proven = isProven();
    while (!waiting.isEmpty() && (!proven || waiting.peekFirst().hour <= hour - WAITING_HOURS)) {
      baseline.learn(waiting.removeFirst(), proven);
    }
  }

  /** Someone knows better: what convinced, or was held back, is another life. */
  boolean adoptIfFrozen(long time) {
    known = true;
    boolean frozen = overwhelmed || frozenHours > 0 || gathering.hasConvinced();
    if (frozen) {
      waiting.clear();
      overwhelmed = false;
      adopt(Math.floorDiv(time, HOUR_MILLIS));
    }
    return frozen;
  }

  /** What has lasted so long is another life: begins to learn it as that of a newcomer. */
  private void adopt(long hour) {
    baseline = new Baseline(stream);
    firstHour = hour;
    frozenHours = 0;
    gathering.reset();
  }

  /** Whether its own past says nothing of it yet. */
  boolean isUnknown() {
    return !known;
  }

  /** Whether an hour is held back, or evidence gathers. */
  boolean isSuspect() {
    return overwhelmed || frozenHours > 0 || gathering.log() > SUSPECT;
  }

  /** Whether it is judged by its own past at present. */
  boolean isKnownNow() {
    return open != null && isProven();
  }

  /** The highest level that still means nothing of it, at any hour. */
  double highest() {
    double highest = 0;
    for (int slot = 0; slot < WeekProfile.SLOTS; slot++) {
      highest = Math.max(highest, baseline.cautious(slot));
    }
    return highest;
  }

  /** What is usual in the hour that is open. */
  double usual() {
    return baseline.usual(WeekProfile.slot(open.hour));
  }

  /** How many hits come at once, as far as it is known. */
  double clustered() {
    return baseline.dispersion();
  }

  private boolean isProven() {
    return baseline.isReady() && open.hour - firstHour >= FIRST_HOURS;
  }

  private void against() {
    gathering.against(baseline.cautious(WeekProfile.slot(open.hour)), baseline.dispersion());
  }

  /**
   * What it has gathered, the open window included; null while it is nothing, and when nothing was
   * added for five minutes.
   */
  StreamReading reading(double openTrials, double openHits, long time) {
    if (open == null || !isProven()) {
      return null;
    }
    return gathering.reading(openTrials, openHits, usual(), time);
  }

  /** Usual hits a trial, for each hour of a working day (UTC); empty while nothing is learned. */
  List<Double> usualByHour() {
    return baseline.usualByHour();
  }

  void writeTo(DataOutput out) throws IOException {
    baseline.writeTo(out);
    gathering.writeWealthTo(out);
    Varint.writeTime(out, firstHour, 0);
    Varint.write(out, waiting.size() + (open == null ? 0L : 1L));
    for (HourSeen hour : waiting) {
      hour.writeTo(out, firstHour);
    }
    if (open != null) {
      open.writeTo(out, firstHour);
    }
    out.writeByte(frozenHours);
    out.writeBoolean(overwhelmed);
    gathering.writeRestTo(out, near());
    out.writeBoolean(known);
  }

  /** What its times are near to. */
  private long near() {
    return open == null ? 0 : open.hour * HOUR_MILLIS;
  }

  void readInto(DataInput in, int version) throws IOException {
    baseline.readInto(in, version);
    gathering.readWealthInto(in);
    firstHour = Varint.readTime(in, 0);
    int hours = Varint.readInt(in);
    for (int i = 0; i < hours; i++) {
      waiting.addLast(HourSeen.readFrom(in, firstHour));
    }
    open = waiting.pollLast();
    frozenHours = in.readByte();
    overwhelmed = in.readBoolean();
    gathering.readRestInto(in, near());
    known = version > 6 ? in.readBoolean() : isKnownNow();
  }

  /** As in histories of versions 3 and 4. */
  void readPlainInto(DataInput in) throws IOException {
    baseline.readPlainInto(in);
    gathering.readPlainWealthInto(in);
    int hours = Varint.readInt(in);
    for (int i = 0; i < hours; i++) {
      waiting.addLast(HourSeen.readPlain(in));
    }
    open = waiting.pollLast();
    firstHour = in.readLong();
    frozenHours = in.readByte();
    overwhelmed = in.readBoolean();
    gathering.readPlainRestInto(in);
    known = isKnownNow();
  }
}
