package io.gatewatch.features.evidence;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One stream of one agent: what is usual, and what speaks against it. In its first day an agent is
 * only learned. Later, an hour in which the evidence became overwhelming is not learned, for at
 * most 72 h; then it is the new norm.
 */
final class StreamState {
  private static final long HOUR_MILLIS = 3_600_000L;
  private static final int FIRST_HOURS = 24;
  private static final int ADOPT_HOURS = 72;
  private static final long OVER_MILLIS = 10 * 60_000L;
  private static final long FRESH_MILLIS = 5 * 60_000L;
  private static final double QUIET = StrictMath.log(3);
  private static final double SUSPECT = StrictMath.log(100);
  private static final double OVERWHELMING = StrictMath.log(1e5);

  private final EvidenceStream stream;
  private final Baseline baseline;
  private final Wealth wealth = new Wealth();
  private long firstHour = Long.MIN_VALUE;
  private long openHour = Long.MIN_VALUE;
  private int frozenHours;
  private boolean overwhelmed;
  private long risenAt = Long.MIN_VALUE;
  private float peak;
  private long peakAt;
  private long gatheringSince;
  private double gatheredHits;
  private double gatheredTrials;

  StreamState(EvidenceStream stream) {
    this.stream = stream;
    this.baseline = new Baseline(stream);
  }

  /** Takes one round, or one minute, that ended at {@code time}. */
  void see(double trials, double hits, long time) {
    long hour = Math.floorDiv(time, HOUR_MILLIS);
    if (hour != openHour) {
      closeHour();
      openHour = hour;
      firstHour = firstHour == Long.MIN_VALUE ? hour : firstHour;
      against();
    }
    if (isProven()) {
      forgetWhatIsOver(time);
      if (wealth.log() <= 0) {
        gatheringSince = time;
        gatheredHits = 0;
        gatheredTrials = 0;
      }
      if (wealth.bet(trials, hits)) {
        risenAt = time;
      }
      gatheredHits += hits;
      gatheredTrials += trials;
      overwhelmed |= wealth.log() > OVERWHELMING;
      notePeak(time);
    }
    baseline.see(hourOfDay(), trials, hits, wealth.log() > SUSPECT);
  }

  /** Evidence that convinced, and has not grown for ten minutes, is of what is over. */
  private void forgetWhatIsOver(long time) {
    if (peak > OVERWHELMING && time - peakAt > OVER_MILLIS) {
      wealth.reset();
      peak = 0;
    }
  }

  private void notePeak(long time) {
    double log = wealth.log();
    if (log >= peak || log <= 0) {
      peak = (float) log;
      peakAt = time;
    }
  }

  private void closeHour() {
    if (openHour == Long.MIN_VALUE) {
      return;
    }
    if (overwhelmed && ++frozenHours <= ADOPT_HOURS) {
      baseline.forgetHour();
    } else {
      if (overwhelmed) {
        wealth.reset();
      }
      baseline.learnHour(hourOfDay(), isProven() && !overwhelmed);
      frozenHours = 0;
    }
    overwhelmed = wealth.log() > OVERWHELMING;
  }

  private boolean isProven() {
    return baseline.isReady() && openHour - firstHour >= FIRST_HOURS;
  }

  private void against() {
    if (openHour != Long.MIN_VALUE) {
      wealth.against(stream, baseline.cautious(hourOfDay()), baseline.dispersion());
    }
  }

  private int hourOfDay() {
    return (int) Math.floorMod(openHour, 24L);
  }

  /**
   * What it has gathered, the open window included; null while it is nothing, and when nothing was
   * added for five minutes.
   */
  StreamReading reading(double openTrials, double openHits, long time) {
    if (openHour == Long.MIN_VALUE || !isProven()) {
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
        baseline.usual(hourOfDay()),
        fresh ? time : gatheringSince);
  }

  void writeTo(DataOutput out) throws IOException {
    baseline.writeTo(out);
    wealth.writeTo(out);
    out.writeLong(firstHour);
    out.writeLong(openHour);
    out.writeByte(frozenHours);
    out.writeBoolean(overwhelmed);
    out.writeLong(risenAt);
    out.writeFloat(peak);
    out.writeLong(peakAt);
    out.writeLong(gatheringSince);
    out.writeFloat((float) gatheredHits);
    out.writeFloat((float) gatheredTrials);
  }

  void readInto(DataInput in) throws IOException {
    baseline.readInto(in);
    wealth.readInto(in);
    firstHour = in.readLong();
    openHour = in.readLong();
    frozenHours = in.readByte();
    overwhelmed = in.readBoolean();
    risenAt = in.readLong();
    peak = in.readFloat();
    peakAt = in.readLong();
    gatheringSince = in.readLong();
    gatheredHits = in.readFloat();
    gatheredTrials = in.readFloat();
    against();
  }
}
