package io.gatewatch.features.evidence;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The capital of three gamblers who bet that hits have become more frequent: a little, clearly,
 * far. Each multiplies its capital by the likelihood ratio of what it sees, raised to 1 /
 * overdispersion (so that hits that come in clusters count as one cluster), and starts anew from 1
 * when it has lost. Their mean is the stream's evidence.
 */
final class Wealth {
  /** Odds, or rates, against the usual ones. */
  private static final double[] TIMES = {2, 5, 25};

  private static final double MOST = 30;

  private final EvidenceStream stream;
  private float usual;
  private float dispersion;
  private final float[] capital = new float[TIMES.length];

  /** Logarithm of its mean, worked out when it changes; not part of the state. */
  private double log;

  private final double[] perHit = new double[TIMES.length];
  private final double[] perTrial = new double[TIMES.length];

  /** What there was before the last bet, and the bet; not part of the state. */
  private final float[] before = new float[TIMES.length];

  private double lastTrials;
  private double lastHits;

  Wealth(EvidenceStream stream) {
    this.stream = stream;
  }

  /** What the next bets are held against: a count a minute, or a share. */
  void against(double usual, double dispersion) {
    against((float) usual, (float) dispersion);
  }

  private void against(float usual, float dispersion) {
    this.usual = usual;
    this.dispersion = dispersion;
    for (int i = 0; i < TIMES.length; i++) {
      double hit;
      double trial;
      if (stream.isCount()) {
        hit = StrictMath.log(TIMES[i]);
        trial = -(TIMES[i] - 1) * usual;
      } else {
        double more = usual * TIMES[i] / (1 + usual * (TIMES[i] - 1));
        trial = StrictMath.log((1 - more) / (1 - usual));
        hit = StrictMath.log(more / usual) - trial;
      }
      perHit[i] = hit / dispersion;
      perTrial[i] = trial / dispersion;
    }
  }

  /** One bet; true when it was won: there is more than before, or as much as there can be. */
  boolean bet(double trials, double hits) {
    double had = log;
    System.arraycopy(capital, 0, before, 0, capital.length);
    lastTrials = trials;
    lastHits = hits;
    for (int i = 0; i < TIMES.length; i++) {
      capital[i] = (float) after(i, trials, hits);
    }
    log = workOut();
    return log > had || (hits > 0 && had >= MOST - 1);
  }

  private double after(int i, double trials, double hits) {
    double gain = hits * perHit[i] + trials * perTrial[i];
    return Math.min(MOST, Math.max(0, capital[i]) + gain);
  }

  /** Natural logarithm of the mean capital, at least 0. */
  double log() {
    return log;
  }

  private double workOut() {
    return meanLog(capital[0], capital[1], capital[2]);
  }

  /**
   * The same, if the open window ended with these hits: it can only gain from here on, so looking
   * early is no cheating.
   */
  double logWith(double trials, double hits) {
    return Math.max(
        log, meanLog(after(0, trials, hits), after(1, trials, hits), after(2, trials, hits)));
  }

  /** What the last bet was. */
  Stake lastBet() {
    return new Stake(capital(before), usual, dispersion, lastTrials, lastHits, false);
  }

  /** What a bet on the open window would be. */
  Stake openBet(double trials, double hits) {
    return new Stake(capital(capital), usual, dispersion, trials, hits, true);
  }

  private static Stake.Capital capital(float[] owned) {
    return new Stake.Capital(owned[0], owned[1], owned[2]);
  }

  void own(Stake.Capital owned) {
    capital[0] = owned.little();
    capital[1] = owned.clear();
    capital[2] = owned.far();
    log = workOut();
  }

  /** Keeps no more than this, as a natural logarithm. */
  void keep(double most) {
    double over = log - most;
    for (int i = 0; over > 0 && i < capital.length; i++) {
      capital[i] = (float) Math.max(0, capital[i] - over);
    }
    log = workOut();
  }

  void reset() {
    Arrays.fill(capital, 0);
    log = 0;
  }

  private static double meanLog(double a, double b, double c) {
    double most = Math.max(a, Math.max(b, c));
    if (most <= 0) {
      return 0;
    }
    double sum = StrictMath.exp(a - most) + StrictMath.exp(b - most) + StrictMath.exp(c - most);
    return Math.max(0, most + StrictMath.log(sum / 3));
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.writeFloat(out, usual);
    Varint.writeFloat(out, dispersion);
    for (float c : capital) {
      Varint.writeFloat(out, c);
    }
  }

  void readInto(DataInput in) throws IOException {
    float storedUsual = Varint.readFloat(in);
    against(storedUsual, Varint.readFloat(in));
    for (int i = 0; i < capital.length; i++) {
      capital[i] = Varint.readFloat(in);
    }
    log = workOut();
  }

  /** As in histories of versions 3 and 4. */
  void readPlainInto(DataInput in) throws IOException {
    double storedUsual = in.readDouble();
    against(storedUsual, in.readDouble());
    for (int i = 0; i < capital.length; i++) {
      capital[i] = in.readFloat();
    }
    log = workOut();
  }
}
