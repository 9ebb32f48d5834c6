package io.gatewatch.features.evidence;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What has been gathered against one stream of one agent: a {@link Wealth}, since when, and what
 * was counted meanwhile. Evidence that was told, and has not grown for ten minutes (or three of the
 * stream's slots), is cut, so that it takes more to tell of it again. What has not grown for an
 * hour is of what is over.
 */
final class Gathering {
  private static final long OVER_MILLIS = 3_600_000L;
  private static final long FRESH_MILLIS = 5 * 60_000L;
  private static final double QUIET = StrictMath.log(3);
  private static final float KEPT = (float) StrictMath.log(5e4);

  /** More than any fleet's budget asks for: somebody was told. */
  private static final double TOLD = StrictMath.log(1e10);

  private final EvidenceStream stream;
  private final Wealth wealth;
  private long risenAt = Long.MIN_VALUE;
  private float peak;
  private long peakAt;
  private long since;
  private double hits;
  private double trials;

  /** When it last bet; not part of the state. */
  private long betAt = Long.MIN_VALUE;

  Gathering(EvidenceStream stream) {
    this.stream = stream;
    this.wealth = new Wealth(stream);
  }

  /** What the next bets are held against: a count a minute, or a share. */
  void against(double usual, double dispersion) {
    wealth.against(usual, dispersion);
  }

  /** Bets on one round, or one minute, that ended at {@code time}. */
  void bet(double moreTrials, double moreHits, long time) {
    forgetWhatIsOver(time);
    if (wealth.log() <= 0) {
      since = time;
      hits = 0;
      trials = 0;
    }
    betAt = time;
    if (wealth.bet(moreTrials, moreHits)) {
      risenAt = time;
    }
    hits += moreHits;
    trials += moreTrials;
    double log = wealth.log();
    if (log >= peak || log <= 0) {
      peak = (float) log;
      peakAt = time;
    }
  }

  private void forgetWhatIsOver(long time) {
    long idle = time - peakAt;
    if (peak >= KEPT && idle > OVER_MILLIS) {
      reset();
      betAt = Long.MIN_VALUE;
    } else if (peak > TOLD && idle > stream.pauseMillis()) {
      wealth.keep(KEPT);
      peak = KEPT;
      betAt = Long.MIN_VALUE;
    }
  }

  void reset() {
    wealth.reset();
    peak = 0;
  }

  /** Natural logarithm of the capital, at least 0. */
  double log() {
    return wealth.log();
  }

  /** Whether it has convinced of late. */
  boolean hasConvinced() {
    return peak >= KEPT;
  }

  /**
   * What it adds up to, the open window included; null while it is nothing, and when nothing was
   * added for five minutes.
   *
   * @param usual hits a trial that are usual
   */
  StreamReading reading(double openTrials, double openHits, double usual, long time) {
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
        openHits + (fresh ? 0 : hits),
        openTrials + (fresh ? 0 : trials),
        usual,
        fresh ? time : since,
        stake(openTrials, openHits, time));
  }

  /** The window whose hits still count for something at this moment; null when there is none. */
  private Stake stake(double openTrials, double openHits, long time) {
    return openTrials > 0
        ? wealth.openBet(openTrials, openHits)
        : time == betAt ? wealth.lastBet() : null;
  }

  void writeWealthTo(DataOutput out) throws IOException {
    wealth.writeTo(out);
  }

  /** Writes all but the wealth; times near to this one. */
  void writeRestTo(DataOutput out, long near) throws IOException {
    Varint.writeTime(out, risenAt, near);
    Varint.writeFloat(out, peak);
    if (peak > 0) {
      Varint.writeTime(out, peakAt, near);
    }
    if (wealth.log() > 0) {
      Varint.writeTime(out, since, near);
      Varint.writeDouble(out, hits);
      Varint.writeDouble(out, trials);
    }
  }

  void readWealthInto(DataInput in) throws IOException {
    wealth.readInto(in);
  }

  void readRestInto(DataInput in, long near) throws IOException {
    risenAt = Varint.readTime(in, near);
    peak = Varint.readFloat(in);
    peakAt = peak > 0 ? Varint.readTime(in, near) : 0;
    if (wealth.log() > 0) {
      since = Varint.readTime(in, near);
      hits = Varint.readDouble(in);
      trials = Varint.readDouble(in);
    }
  }

  /** As in histories of versions 3 and 4. */
  void readPlainWealthInto(DataInput in) throws IOException {
    wealth.readPlainInto(in);
  }

  /** As in histories of versions 3 and 4. */
  void readPlainRestInto(DataInput in) throws IOException {
    risenAt = in.readLong();
    peak = in.readFloat();
    peakAt = in.readLong();
    since = in.readLong();
    hits = in.readDouble();
    trials = in.readDouble();
  }
}
