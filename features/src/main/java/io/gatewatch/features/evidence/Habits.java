package io.gatewatch.features.evidence;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What agents of one kind do: how high each goes in the streams that a newcomer can be compared in,
 * and which call follows which. Each agent votes once a day, with as much weight as its votes of
 * before have lost since, so that together they weigh as one agent (in thousandths) as long as it
 * comes, and half of one 84 h after it has gone. Whole numbers: adding commutes.
 *
 * <p>A stream that an agent of this kind would exceed once in 1,000: levels are taken as log-normal
 * between agents, with as many degrees of freedom as there are peers and two more for a spread of
 * one octave that is supposed before any is known (the predictive distribution of one more agent is
 * Student's t). So three peers say little, thirty much.
 */
public final class Habits {
  /** Weight of one agent. */
  private static final int WHOLE = 1_000;

  private static final double HALF_LIFE_HOURS = 84;
  private static final long LONG_AGO_HOURS = 100_000;
  private static final int STEPS_AN_OCTAVE = 16;
  private static final double PRIOR_SPREAD = STEPS_AN_OCTAVE;
  private static final double PRIOR_FREEDOM = 2;
  private static final double FEWEST_PEERS = 3;
  private static final int MOST_ORDERS = 4_096;
  private static final double MOST_SHARE = 0.999;
  private static final EvidenceStream[] STREAMS = EvidenceStream.values();

  /** One stream: weights, and with them the levels and their squares. */
  private record Levels(long weight, long sum, long squares) {
    static final Levels NONE = new Levels(0, 0, 0);

    Levels plus(Levels other) {
      return new Levels(weight + other.weight, sum + other.sum, squares + other.squares);
    }

    Levels times(double kept) {
      return new Levels((long) (weight * kept), (long) (sum * kept), (long) (squares * kept));
    }

    void writeTo(DataOutput out) throws IOException {
      Varint.write(out, weight);
      if (weight > 0) {
        Varint.write(out, sum);
        Varint.write(out, squares);
      }
    }

    static Levels readFrom(DataInput in) throws IOException {
      long weight = Varint.read(in);
      return weight == 0 ? NONE : new Levels(weight, Varint.read(in), Varint.read(in));
    }

    double agents() {
      return (double) weight / WHOLE;
    }

    double mean() {
      return (double) sum / weight;
    }

    /** What one more agent exceeds once in 1,000. */
    double most() {
      double n = agents();
      double mean = mean();
      double far = Math.max(0, (double) squares / weight - mean * mean) * n;
      double freedom = PRIOR_FREEDOM + n - 1;
      double spread =
          StrictMath.sqrt((PRIOR_FREEDOM * PRIOR_SPREAD * PRIOR_SPREAD + far) / freedom);
      return mean + StudentT.at999(freedom) * spread * StrictMath.sqrt(1 + 1 / n);
    }
  }

  private final int weight;
  private final Levels[] levels;
  private final Levels[] clusters;
  private final int[] orders;
  private final int[] takers;

  private Habits(int weight, Levels[] levels, Levels[] clusters, int[] orders, int[] takers) {
    this.weight = weight;
    this.levels = levels;
    this.clusters = clusters;
    this.orders = orders;
    this.takers = takers;
  }

  /** Of nobody. */
  public static Habits none() {
    return new Habits(0, nothing(), nothing(), new int[0], new int[0]);
  }

  private static Levels[] nothing() {
    Levels[] nothing = new Levels[STREAMS.length];
    Arrays.fill(nothing, Levels.NONE);
    return nothing;
  }

  /**
   * One agent's vote.
   *
   * @param hours since its last one; Long.MAX_VALUE for the first
   * @param highest by stream, the highest level that still means nothing of it; NaN for not known
   * @param clusters by stream, how many hits come at once
   * @param orders fingerprints of which call it makes after which, sorted
   */
  static Habits vote(long hours, double[] highest, double[] clusters, int[] orders) {
    double lost = 1 - StrictMath.pow(2, -Math.min(hours, LONG_AGO_HOURS) / HALF_LIFE_HOURS);
    int weight = (int) Math.max(1, Math.round(WHOLE * lost));
    Levels[] levels = nothing();
    Levels[] clustered = nothing();
    for (int i = 0; i < levels.length; i++) {
      if (!Double.isNaN(highest[i])) {
        levels[i] = of(weight, step(highest[i] / STREAMS[i].floor()));
        clustered[i] = of(weight, step(clusters[i]));
      }
    }
    int[] takers = new int[orders.length];
    Arrays.fill(takers, weight);
    return new Habits(weight, levels, clustered, orders, takers);
  }

  private static Levels of(long weight, long step) {
    return new Levels(weight, weight * step, weight * step * step);
  }

  private static long step(double times) {
    double octaves = StrictMath.log(Math.max(1, times)) / StrictMath.log(2);
    return Math.round(STEPS_AN_OCTAVE * octaves);
  }

  /** Both together. */
  public Habits plus(Habits other) {
    int[] both = new int[orders.length + other.orders.length];
    int[] taken = new int[both.length];
    int size = 0;
    for (int i = 0, j = 0; i < orders.length || j < other.orders.length; size++) {
      boolean ours =
          j == other.orders.length || (i < orders.length && orders[i] <= other.orders[j]);
      boolean theirs =
          i == orders.length || (j < other.orders.length && other.orders[j] <= orders[i]);
      both[size] = ours ? orders[i] : other.orders[j];
      taken[size] = (ours ? takers[i] : 0) + (theirs ? other.takers[j] : 0);
      i += ours ? 1 : 0;
      j += theirs ? 1 : 0;
    }
    return new Habits(
        weight + other.weight,
        sum(levels, other.levels),
        sum(clusters, other.clusters),
        Arrays.copyOf(both, size),
        Arrays.copyOf(taken, size));
  }

  /** What is left of it so many hours later; the orders that most agents make, 4,096 at most. */
  public Habits after(long hours) {
    double kept = StrictMath.pow(2, -Math.min(hours, LONG_AGO_HOURS) / HALF_LIFE_HOURS);
    int[] faded = Arrays.stream(takers).map(t -> (int) (t * kept)).toArray();
    int fewest = fewestKept(faded);
    long room = MOST_ORDERS - Arrays.stream(faded).filter(t -> t > fewest).count();
    int size = 0;
    int[] known = new int[orders.length];
    for (int i = 0; i < faded.length; i++) {
      if (faded[i] > fewest || (faded[i] == fewest && room-- > 0)) {
        known[size] = orders[i];
        faded[size++] = faded[i];
      }
    }
    return new Habits(
        (int) (weight * kept),
        left(levels, kept),
        left(clusters, kept),
        Arrays.copyOf(known, size),
        Arrays.copyOf(faded, size));
  }

  private static Levels[] sum(Levels[] ours, Levels[] theirs) {
    Levels[] sums = new Levels[ours.length];
    Arrays.setAll(sums, i -> ours[i].plus(theirs[i]));
    return sums;
  }

  private static Levels[] left(Levels[] levels, double kept) {
    Levels[] left = new Levels[levels.length];
    Arrays.setAll(left, i -> levels[i].times(kept));
    return left;
  }

  /** The weight of the last that there is room for, when those that most make come first. */
  private static int fewestKept(int[] weights) {
    if (weights.length <= MOST_ORDERS) {
      return 1;
    }
    int[] sorted = weights.clone();
    Arrays.sort(sorted);
    return Math.max(1, sorted[sorted.length - MOST_ORDERS]);
  }

  /** How many agents it is of. */
  public double agents() {
    return (double) weight / WHOLE;
  }

  /**
   * What an agent of this kind goes up to, in the middle, in a stream; NaN with fewer than three.
   */
  double usual(EvidenceStream stream) {
    if (stream == EvidenceStream.FOREIGN_ORDER) {
      return unseen();
    }
    Levels of = levels[stream.ordinal()];
    return of.agents() < FEWEST_PEERS ? Double.NaN : level(stream, of.mean());
  }

  /** What one more agent of this kind exceeds once in 1,000; NaN with fewer than three. */
  double most(EvidenceStream stream) {
    if (stream == EvidenceStream.FOREIGN_ORDER) {
      return mostUnseen();
    }
    Levels of = levels[stream.ordinal()];
    return of.agents() < FEWEST_PEERS ? Double.NaN : level(stream, of.most());
  }

  /** How many hits come at once, in the middle; what the stream supposes when nothing is known. */
  double clustered(EvidenceStream stream) {
    Levels of = clusters[stream.ordinal()];
    return of.agents() < FEWEST_PEERS ? stream.clustered() : times(of.mean());
  }

  private static double times(double step) {
    return StrictMath.pow(2, Math.min(step / STEPS_AN_OCTAVE, 64));
  }

  private static double level(EvidenceStream stream, double step) {
    double level = stream.floor() * times(step);
    return stream.isCount() ? level : Math.min(MOST_SHARE, level);
  }

  /** Whether one of them, and be it one, makes this call after that. */
  boolean makes(int order) {
    int at = Arrays.binarySearch(orders, order);
    return at >= 0 && 2 * takers[at] >= WHOLE;
  }

  /**
   * Which share of the orders of one more of them none of the others makes: those that one alone
   * makes, of all (I. J. Good, "The population frequencies of species", 1953).
   */
  private double unseen() {
    long single = 0;
    long all = 0;
    for (int taken : takers) {
      single += 2 * taken < 3 * WHOLE ? taken : 0;
      all += taken;
    }
    boolean few = agents() < FEWEST_PEERS || all == 0;
    return few ? Double.NaN : Math.max(EvidenceStream.FOREIGN_ORDER.floor(), (double) single / all);
  }

  /** How far agents differ in that nobody has seen: as if two had shown a spread of one octave. */
  private double mostUnseen() {
    double n = agents();
    double octaves = StudentT.at999(PRIOR_FREEDOM + n - 1) * StrictMath.sqrt(1 + 1 / n);
    return Math.min(MOST_SHARE, unseen() * StrictMath.pow(2, Math.min(octaves, 64)));
  }

  /** Writes it. */
  public void writeTo(DataOutput out) throws IOException {
    Varint.write(out, weight);
    Varint.write(out, levels.length);
    for (int i = 0; i < levels.length; i++) {
      levels[i].writeTo(out);
      clusters[i].writeTo(out);
    }
    Varint.write(out, orders.length);
    long before = Integer.MIN_VALUE;
    for (int i = 0; i < orders.length; i++) {
      Varint.write(out, orders[i] - before);
      Varint.write(out, takers[i]);
      before = orders[i];
    }
  }

  /** Reads what {@link #writeTo} wrote; streams that were added since are unknown. */
  public static Habits readFrom(DataInput in) throws IOException {
    int weight = Varint.readInt(in);
    Habits none = none();
    int known = Varint.readInt(in);
    for (int i = 0; i < known; i++) {
      none.levels[i] = Levels.readFrom(in);
      none.clusters[i] = Levels.readFrom(in);
    }
    int size = Varint.readInt(in);
    int[] orders = new int[size];
    int[] takers = new int[size];
    long before = Integer.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      before += Varint.read(in);
      orders[i] = (int) before;
      takers[i] = Varint.readInt(in);
    }
    return new Habits(weight, none.levels, none.clusters, orders, takers);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Habits that
        && weight == that.weight
        && Arrays.equals(levels, that.levels)
        && Arrays.equals(clusters, that.clusters)
        && Arrays.equals(orders, that.orders)
        && Arrays.equals(takers, that.takers);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(levels) + Arrays.hashCode(orders);
  }
}
