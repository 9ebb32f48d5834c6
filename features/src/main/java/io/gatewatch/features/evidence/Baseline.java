package io.gatewatch.features.evidence;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What is usual in one stream, and how unevenly it comes. Learns an hour at a time; an hour far
 * above what is usual is cut to twice that, so that no single hour moves it far. Unevenness is the
 * overdispersion against chance (Pearson's statistic over its degrees of freedom), the larger of
 * that of single rounds and that of whole hours. 0.2 KB.
 */
final class Baseline {
  private static final double MEMORY_TRIALS = 8_000;
  private static final double MEMORY_MINUTES = 3_000;
  private static final double MEMORY_ROUNDS = 500;
  private static final double MEMORY_HOURS = 40;
  private static final double PRIOR_ROUNDS = 20;
  private static final double PRIOR_HOURS = 4;
  private static final double CUT = 2;

  /** What may change from day to day without meaning anything. */
  private static final double DRIFT = 1.3;

  private static final double HIGHEST_SHARE = 0.999;

  private final EvidenceStream stream;
  private final DayProfile day = new DayProfile();
  private float hits;
  private float trials;
  private float roundChi;
  private float rounds;
  private float hourChi;
  private float hours;
  private float openHits;
  private float openTrials;

  Baseline(EvidenceStream stream) {
    this.stream = stream;
  }

  /** Takes a round or a minute into the open hour. */
  void see(int hour, double roundTrials, double roundHits) {
    double chi = pearson(hour, roundTrials, roundHits);
    if (chi >= 0) {
      roundChi = (float) (roundChi * (1 - 1 / MEMORY_ROUNDS) + chi);
      rounds = (float) (rounds * (1 - 1 / MEMORY_ROUNDS) + 1);
    }
    openHits += (float) roundHits;
    openTrials += (float) roundTrials;
  }

  /** The hour is over: learns it. */
  void learnHour(int hour, boolean proven) {
    if (openTrials > 0) {
      double chi = pearson(hour, openTrials, openHits);
      if (chi >= 0) {
        hourChi = (float) (hourChi * (1 - 1 / MEMORY_HOURS) + chi);
        hours = (float) (hours * (1 - 1 / MEMORY_HOURS) + 1);
      }
      double most = proven ? CUT * cautious(hour) * openTrials : Double.MAX_VALUE;
      double learned = Math.min(openHits, most);
      double memory = stream.isCount() ? MEMORY_MINUTES : MEMORY_TRIALS;
      double keep = Math.min(1, memory / (trials + openTrials));
      hits = (float) ((hits + learned) * keep);
      trials = (float) ((trials + openTrials) * keep);
      day.learn(hour, learned, openTrials);
    }
    forgetHour();
  }

  /** The hour is over and nothing is to be learned of it. */
  void forgetHour() {
    openHits = 0;
    openTrials = 0;
  }

  /** Squared distance from what is usual, 1 on average when hits come by chance; −1 unknown. */
  private double pearson(int hour, double n, double h) {
    if (!isReady() || n <= 0) {
      return -1;
    }
    double usual = usual(hour);
    double expected = n * usual;
    double variance = stream.isCount() ? expected : expected * (1 - usual);
    double ceiling = stream.isCount() ? CUT * CUT * expected + 50 : 1e4;
    return Math.min(ceiling, (h - expected) * (h - expected) / variance);
  }

  boolean isReady() {
    return trials >= stream.ready();
  }

  /**
   * Hits per trial that are usual at this hour: the larger of the whole day's and the hour's, at
   * least the stream's floor.
   */
  double usual(int hour) {
    double overall = trials <= 0 ? stream.floor() : hits / trials;
    double ofHour = day.usual(hour, overall, stream.isCount() ? 30 : 100);
    return bounded(Math.max(stream.floor(), Math.max(overall, ofHour)));
  }

  /** {@link #usual}, one standard error and an ordinary drift above: what bets are held against. */
  double cautious(int hour) {
    double usual = usual(hour);
    double spread = stream.isCount() ? usual : usual * (1 - usual);
    return bounded(
        DRIFT * usual + StrictMath.sqrt(spread * dispersion() / Math.max(1, trials)));
  }

  private double bounded(double usual) {
    return stream.isCount() ? usual : Math.min(HIGHEST_SHARE, usual);
  }

  /** How many times more unevenly hits come than by chance; at least 1. */
  double dispersion() {
    double ofRounds = (roundChi + stream.clustered() * PRIOR_ROUNDS) / (rounds + PRIOR_ROUNDS);
    double ofHours = (hourChi + stream.clustered() * PRIOR_HOURS) / (hours + PRIOR_HOURS);
    return Math.max(1, Math.max(ofRounds, ofHours));
  }

  void writeTo(DataOutput out) throws IOException {
    for (float f :
        new float[] {hits, trials, roundChi, rounds, hourChi, hours, openHits, openTrials}) {
      out.writeFloat(f);
    }
    day.writeTo(out);
  }

  void readInto(DataInput in) throws IOException {
    hits = in.readFloat();
    trials = in.readFloat();
    roundChi = in.readFloat();
    rounds = in.readFloat();
    hourChi = in.readFloat();
    hours = in.readFloat();
    openHits = in.readFloat();
    openTrials = in.readFloat();
    day.readInto(in);
  }
}
