package io.gatewatch.features.evidence;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is usual in one stream. Learns an hour at a time: the level of each hour of the week, how
 * far hours stray from it (mean absolute distance, so that one wild hour counts little), and how
 * unevenly hits come within an hour (Pearson's statistic of single rounds over its degrees of
 * freedom, as if some hits had come in clusters before any was seen). An hour far above what is
 * usual is cut, and once the agent is known one weighs at most as much as that hour of all days
 * that are remembered: so one hour of a backfill moves a share about halfway at most. 0.1 KB.
 */
final class Baseline {
  private static final double MEMORY_ROUNDS = 500;
  private static final double MEMORY_HOURS = 60;
  private static final double PRIOR_HITS = 20;
  private static final double PRIOR_HOURS = 6;

  /** How far hours stray as long as nothing is known, as a share of the level. */
  private static final double PRIOR_STRAY = 0.6;

  /** Standard deviations of an hour's level that mean nothing. */
  private static final double ORDINARY = 2;

  /** Of a normal variable, standard deviation over mean absolute distance. */
  private static final double SD_OF_MAD = 1.25;

  private static final double CUT = 2;

  /** Trials that a level weighs as long as nothing is known of an hour. */
  private static final int MINUTES = 30;

  private static final int CALLS = 100;
  private static final int HOURS_A_DAY = 24;
  private static final int OWN_HOUR = 20;
  private static final int ENOUGH_TO_COMPARE = 20;
  private static final double HIGHEST_SHARE = 0.999;

  private final EvidenceStream stream;
  private final WeekProfile week = new WeekProfile();
  private final Peaks peaks;
  private float hits;
  private float trials;
  private float square;
  private float chance;
  private float stray;
  private float hours;

  /**
   * What is usual at the hour of the week last asked about, until an hour is learned; not stored.
   */
  private double usual;

  private int usualSlot = -1;

  Baseline(EvidenceStream stream) {
    this.stream = stream;
    this.peaks = stream.hasPeaks() ? new Peaks() : null;
  }

  /** Learns how unevenly hits come within an hour, from one round or minute of it. */
  void see(HourSeen hour, double roundTrials, double roundHits) {
    if (trials >= ENOUGH_TO_COMPARE) {
      // Against the open hour's own level: how far hours differ is another question.
      double usual = usual(WeekProfile.slot(hour.hour));
      double level = (hour.hits + usual * OWN_HOUR) / (hour.trials + OWN_HOUR);
      double expected = roundTrials * level;
      if (stream.hasPeaks()) {
        // What peaks do is known, and bets are held against them; only what exceeds them counts.
        expected = Math.max(expected, Math.min(roundHits, peaks.usual()));
        level = expected / roundTrials;
      }
      double far = roundHits - expected;
      double keep = 1 - 1 / MEMORY_ROUNDS;
      square = (float) (square * keep + far * far);
      chance = (float) (chance * keep + spread(level) * roundTrials);
    }
  }

  /** Variance of one trial, if hits come by chance. */
  private double spread(double level) {
    return stream.isCount() ? level : level * (1 - bounded(level));
  }

  /** Learns an hour; once the agent is known, one far above what is usual is cut. */
  void learn(HourSeen seen, boolean proven) {
    int slot = WeekProfile.slot(seen.hour);
    double most = proven ? CUT * cautious(slot) : Double.MAX_VALUE;
    double level = Math.min(seen.hits / seen.trials, most);
    double tries = proven ? Math.min(seen.trials, remembered(slot)) : seen.trials;
    if (trials >= ENOUGH_TO_COMPARE) {
      learnStray(usual(slot), level, seen.trials);
    }
    double keep = Math.min(1, stream.memory() / (trials + tries));
    hits = (float) ((hits + level * tries) * keep);
    trials = (float) ((trials + tries) * keep);
    week.learn(slot, level * tries, tries);
    if (stream.hasPeaks()) {
      peaks.learn(seen);
    }
    usualSlot = -1;
  }

  /** Trials of that hour, of all days together: a third of those of three hours. */
  private double remembered(int slot) {
    return Math.max(weight(), week.trials(slot) / 3);
  }

  private int weight() {
    return stream.isCount() ? MINUTES : CALLS;
  }

  /** An hour's distance from its level, without what chance brings anyway. */
  private void learnStray(double usual, double level, double tries) {
    double byChance = spread(usual) * dispersion() / tries;
    double far = (level - usual) * (level - usual) - byChance;
    double weight = Math.min(1, tries / OWN_HOUR);
    double keep = 1 - weight / MEMORY_HOURS;
    stray = (float) (stray * keep + weight * StrictMath.sqrt(Math.max(0, far)));
    hours = (float) (hours * keep + weight);
  }

  boolean isReady() {
    return trials >= stream.ready();
  }

  /**
   * Hits per trial that are usual at this hour: the larger of the whole day's and the hour's, at
   * least the stream's floor.
   */
  double usual(int slot) {
    if (slot != usualSlot) {
      usual = workOut(slot);
      usualSlot = slot;
    }
    return usual;
  }

  private double workOut(int slot) {
    double overall = trials <= 0 ? stream.floor() : hits / trials;
    double ofHour = week.usual(slot, overall, weight());
    return bounded(Math.max(stream.floor(), Math.max(overall, ofHour)));
  }

  /** {@link #usual} of the 24 hours of a working day; empty while nothing is learned. */
  List<Double> usualByHour() {
    return trials <= 0 ? List.of() : IntStream.range(0, HOURS_A_DAY).mapToObj(this::usual).toList();
  }

  /** The highest level that still means nothing: what bets are held against. */
  double cautious(int slot) {
    double usual = usual(slot);
    double strays = (stray + PRIOR_HOURS * PRIOR_STRAY * usual) / (hours + PRIOR_HOURS);
    double error = StrictMath.sqrt(spread(usual) * dispersion() / Math.max(1, trials));
    double level = usual + ORDINARY * SD_OF_MAD * strays + error;
    return stream.hasPeaks() ? Math.max(level, peaks.usual()) : bounded(level);
  }

  private double bounded(double level) {
    return stream.isCount() ? level : Math.min(HIGHEST_SHARE, level);
  }

  /** How many times more unevenly hits come than by chance; at least 1. */
  double dispersion() {
    return Math.max(1, (square + stream.clustered() * PRIOR_HITS) / (chance + PRIOR_HITS));
  }

  void writeTo(DataOutput out) throws IOException {
    for (float f : new float[] {hits, trials, square, chance, stray, hours}) {
      Varint.writeFloat(out, f);
    }
    week.writeTo(out);
    if (stream.hasPeaks()) {
      peaks.writeTo(out);
    }
  }

  void readInto(DataInput in, int version) throws IOException {
    hits = Varint.readFloat(in);
    trials = Varint.readFloat(in);
    square = Varint.readFloat(in);
    chance = Varint.readFloat(in);
    stray = Varint.readFloat(in);
    hours = Varint.readFloat(in);
    week.readInto(in, version);
    if (stream.hasPeaks()) {
      peaks.readInto(in);
    }
  }

  /** As in histories of versions 3 and 4. */
  void readPlainInto(DataInput in) throws IOException {
    hits = in.readFloat();
    trials = in.readFloat();
    square = in.readFloat();
    chance = in.readFloat();
    stray = in.readFloat();
    hours = in.readFloat();
    week.readPlainInto(in);
    if (stream.hasPeaks()) {
      peaks.readPlainInto(in);
    }
  }
}
