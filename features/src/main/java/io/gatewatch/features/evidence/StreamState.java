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
  private static final long OVER_MILLIS = HOUR_MILLIS;
  private static final long FRESH_MILLIS = 5 * 60_000L;
  private static final double QUIET = StrictMath.log(3);
  private static final double SUSPECT = StrictMath.log(100);
  private static final double OVERWHELMING = StrictMath.log(1e5);
  private static final float KEPT = (float) StrictMath.log(5e4);

  /** More than any fleet's budget asks for: somebody was told. */
  private static final double TOLD = StrictMath.log(1e10);

  private final EvidenceStream stream;
  private Baseline baseline;
  private final Wealth wealth;
  private final ArrayDeque<HourSeen> waiting = new ArrayDeque<>(WAITING_HOURS + 1);
  private HourSeen open;
  private long firstHour = Long.MIN_VALUE;
  private int frozenHours;
  private boolean overwhelmed;
  private long risenAt = Long.MIN_VALUE;
  private float peak;
  private long peakAt;
  private long gatheringSince;
  private double gatheredHits;
  private double gatheredTrials;

  /** When it last bet; not part of the state. */
  private long betAt = Long.MIN_VALUE;

  StreamState(EvidenceStream stream) {
    this.stream = stream;
    this.baseline = new Baseline(stream);
    this.wealth = new Wealth(stream);
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
      gather(trials, hits, time);
    }
    if (wealth.log() <= SUSPECT) {
      baseline.see(open, trials, hits);
    }
    open.see(trials, hits);
    if (stream.hasPeaks()) {
      open.seeMinute(hits);
    }
  }

  private void gather(double trials, double hits, long time) {
    forgetWhatIsOver(time);
    if (wealth.log() <= 0) {
      gatheringSince = time;
      gatheredHits = 0;
      gatheredTrials = 0;
    }
    betAt = time;
    if (wealth.bet(trials, hits)) {
      risenAt = time;
    }
    gatheredHits += hits;
    gatheredTrials += trials;
    double log = wealth.log();
    overwhelmed |= log > OVERWHELMING;
    if (log >= peak || log <= 0) {
      peak = (float) log;
      peakAt = time;
    }
  }

  /**
   * Evidence that was told, and has not grown for ten minutes (or three of the stream's slots), is
   * cut, so that it takes more to tell of it again. What has not grown for an hour is of what is
   * over.
   */
  private void forgetWhatIsOver(long time) {
    long idle = time - peakAt;
    if (peak >= KEPT && idle > OVER_MILLIS) {
      wealth.reset();
      peak = 0;
      betAt = Long.MIN_VALUE;
    } else if (peak > TOLD && idle > stream.pauseMillis()) {
      wealth.keep(KEPT);
      peak = KEPT;
      betAt = Long.MIN_VALUE;
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
    overwhelmed = wealth.log() > OVERWHELMING;
    boolean proven = isProven();
    while (!waiting.isEmpty() && (!proven || waiting.peekFirst().hour <= hour - WAITING_HOURS)) {
      baseline.learn(waiting.removeFirst(), proven);
    }
  }

  /** Someone knows better: what convinced, or was held back, is another life. */
  boolean adoptIfFrozen(long time) {
    boolean frozen = overwhelmed || frozenHours > 0 || peak >= KEPT;
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
    wealth.reset();
    peak = 0;
  }

  private boolean isProven() {
    return baseline.isReady() && open.hour - firstHour >= FIRST_HOURS;
  }

  private void against() {
    wealth.against(baseline.cautious(WeekProfile.slot(open.hour)), baseline.dispersion());
  }

  /**
   * What it has gathered, the open window included; null while it is nothing, and when nothing was
   * added for five minutes.
   */
  StreamReading reading(double openTrials, double openHits, long time) {
    if (open == null || !isProven()) {
      return null;
    }
    forgetWhatIsOver(time);
    double log = wealth.logWith(openTrials, openHits);
    boolean stale = time - risenAt > FRESH_MILLIS && log <= wealth.log();
    if (log <= QUIET || stale) {
      return null;
    }
    boolean fresh = wealth.log() <= 0;
    return new StreamReading(
        stream,
        log,
        openHits + (fresh ? 0 : gatheredHits),
        openTrials + (fresh ? 0 : gatheredTrials),
        baseline.usual(WeekProfile.slot(open.hour)),
        fresh ? time : gatheringSince,
        stake(openTrials, openHits, time));
  }

  /** The window whose hits still count for something at this moment; null when there is none. */
  private Stake stake(double openTrials, double openHits, long time) {
    return openTrials > 0
        ? wealth.openBet(openTrials, openHits)
        : time == betAt ? wealth.lastBet() : null;
  }

  /** Usual hits a trial, for each hour of a working day (UTC); empty while nothing is learned. */
  List<Double> usualByHour() {
    return baseline.usualByHour();
  }

  void writeTo(DataOutput out) throws IOException {
    baseline.writeTo(out);
    wealth.writeTo(out);
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
    long near = near();
    Varint.writeTime(out, risenAt, near);
    Varint.writeFloat(out, peak);
    if (peak > 0) {
      Varint.writeTime(out, peakAt, near);
    }
    if (wealth.log() > 0) {
      Varint.writeTime(out, gatheringSince, near);
      Varint.writeDouble(out, gatheredHits);
      Varint.writeDouble(out, gatheredTrials);
    }
  }

  /** What its times are near to. */
  private long near() {
    return open == null ? 0 : open.hour * HOUR_MILLIS;
  }

  void readInto(DataInput in, int version) throws IOException {
    baseline.readInto(in, version);
    wealth.readInto(in);
    firstHour = Varint.readTime(in, 0);
    int hours = Varint.readInt(in);
    for (int i = 0; i < hours; i++) {
      waiting.addLast(HourSeen.readFrom(in, firstHour));
    }
    open = waiting.pollLast();
    frozenHours = in.readByte();
    overwhelmed = in.readBoolean();
    long near = near();
    risenAt = Varint.readTime(in, near);
    peak = Varint.readFloat(in);
    peakAt = peak > 0 ? Varint.readTime(in, near) : 0;
    if (wealth.log() > 0) {
      gatheringSince = Varint.readTime(in, near);
      gatheredHits = Varint.readDouble(in);
      gatheredTrials = Varint.readDouble(in);
    }
  }

  /** As in histories of versions 3 and 4. */
  void readPlainInto(DataInput in) throws IOException {
    baseline.readPlainInto(in);
    wealth.readPlainInto(in);
    int hours = Varint.readInt(in);
    for (int i = 0; i < hours; i++) {
      waiting.addLast(HourSeen.readPlain(in));
    }
    open = waiting.pollLast();
    firstHour = in.readLong();
    frozenHours = in.readByte();
    overwhelmed = in.readBoolean();
    risenAt = in.readLong();
    peak = in.readFloat();
    peakAt = in.readLong();
    gatheringSince = in.readLong();
    gatheredHits = in.readDouble();
    gatheredTrials = in.readDouble();
  }
}
