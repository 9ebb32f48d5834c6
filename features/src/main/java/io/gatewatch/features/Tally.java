package io.gatewatch.features;

import io.gatewatch.features.evidence.Habits;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * What principals did to one {@link View} in one round, in whole numbers only: adding commutes, so
 * order, sharding and parallelism cannot show. Each principal has one clipped vote.
 */
public final class Tally {
  /** Most calls that one principal can bring into a round's tally. */
  public static final int MAX_CALLS_PER_PRINCIPAL = 600;

  /** Nobody's rates, and one principal's by their bin: shared, and copied to be added to. */
  private static final int[] NOBODY = new int[UsageHistogram.BINS];

  private static final int[][] ONE = new int[UsageHistogram.BINS][UsageHistogram.BINS];

  static {
    for (int bin = 0; bin < UsageHistogram.BINS; bin++) {
      ONE[bin][bin] = 1;
    }
  }

  private int principals;
  private int failing;
  private int elevated;
  private long calls;
  private long serverErrors;
  private int[] rates = NOBODY;
  private boolean ownRates;
  private Habits habits;

  /**
   * One principal's vote.
   *
   * @param failing whether at least half of its calls failed with 5xx
   * @param elevated whether it is busier than its own 99th percentile
   * @param callsPerMinute its calls in the last minute
   */
  public static Tally vote(
      int calls, int serverErrors, boolean failing, boolean elevated, int callsPerMinute) {
    Tally tally = new Tally();
    tally.principals = 1;
    tally.failing = failing ? 1 : 0;
    tally.elevated = elevated ? 1 : 0;
    tally.calls = Math.min(calls, MAX_CALLS_PER_PRINCIPAL);
    tally.serverErrors = Math.min(serverErrors, MAX_CALLS_PER_PRINCIPAL);
    tally.rates = ONE[UsageHistogram.bin(callsPerMinute)];
    return tally;
  }

  /**
   * An agent that called.
   *
   * @param firstOfMinute whether it had not before in this minute of the clock
   */
  static Tally active(boolean firstOfMinute) {
    Tally tally = new Tally();
    tally.principals = 1;
    tally.failing = firstOfMinute ? 1 : 0;
    return tally;
  }

  /**
   * A route that is in use by one principal.
   *
   * @param documented whether a catalogue knows it
   * @param turns whether it turns to what is to go with it, see {@link UsedPaths}
   */
  static Tally use(boolean agent, boolean documented, boolean turns) {
    Tally tally = new Tally();
    tally.principals = 1;
    tally.failing = agent ? 1 : 0;
    tally.serverErrors = agent && documented ? 1 : 0;
    tally.elevated = turns ? 1 : 0;
    tally.calls = 1;
    return tally;
  }

  /** An agent that turns to what is to go, and finds it gone: no use of anything. */
  static Tally turn() {
    Tally tally = new Tally();
    tally.elevated = 1;
    return tally;
  }

  /**
   * What is in use of late: by agents, of these with a catalogue's word, and by strangers.
   *
   * @param pending votes of strangers that do not count yet
   * @param turned agents that turned to what is to go
   */
  static Tally used(long agents, long documented, long strangers, long pending, long turned) {
    Tally tally = new Tally();
    tally.principals = (int) (agents + strangers);
    tally.failing = (int) agents;
    tally.serverErrors = documented;
    tally.calls = pending;
    tally.elevated = (int) turned;
    return tally;
  }

  /** Networks of strangers who probed of late, and how many of them were answered 2xx. */
  static Tally probers(long networks, long answered) {
    Tally tally = new Tally();
    tally.principals = (int) networks;
    tally.failing = (int) networks;
    tally.serverErrors = answered;
    return tally;
  }

  /** A stranger to whom so many doors were shut: two to each of these powers, both included. */
  static Tally reached(int from, int to) {
    Tally tally = new Tally();
    tally.principals = 1;
    tally.rates = new int[UsageHistogram.BINS];
    Arrays.fill(tally.rates, from, to + 1, 1);
    return tally;
  }

  /** What an agent does, or what many do. */
  public static Tally habits(Habits habits) {
    Tally tally = new Tally();
    tally.principals = 1;
    tally.habits = habits;
    return tally;
  }

  /** Adds another tally to this one. */
  public void add(Tally other) {
    if (other.habits != null) {
      habits = habits == null ? new Habits() : habits;
      habits.add(other.habits);
    }
    principals += other.principals;
    failing += other.failing;
    elevated += other.elevated;
    calls += other.calls;
    serverErrors += other.serverErrors;
    if (other.rates != NOBODY) {
      rates = ownRates ? rates : rates.clone();
      ownRates = true;
      for (int i = 0; i < rates.length; i++) {
        rates[i] += other.rates[i];
      }
    }
  }

  /** What agents of a kind do; null of all other views. */
  public Habits habits() {
    return habits;
  }

  /** How many principals touched the view. */
  public int principals() {
    return principals;
  }

  /**
   * How many of them saw at least half of their calls fail with 5xx; strangers who probed; of what
   * is in use, agents; of all agents, those that had not called before in this minute.
   */
  public int failing() {
    return failing;
  }

  /**
   * How many of them were busier than their own 99th percentile; of what is in use, agents that
   * turned to what is to go.
   */
  public int elevated() {
    return elevated;
  }

  /** All calls, clipped per principal; of what is in use, strangers who do not count yet. */
  public long calls() {
    return calls;
  }

  /**
   * All answers 5xx, clipped per principal; of strangers who probe those who were answered 2xx; of
   * what is in use, what a catalogue knows.
   */
  public long serverErrors() {
    return serverErrors;
  }

  /** Upper edge, in calls a minute, of the bin that holds the given share of the principals. */
  public double rateQuantile(double share) {
    int seen = 0;
    for (int b = 0; b < rates.length; b++) {
      seen += rates[b];
      if (principals > 0 && seen >= share * principals) {
        return UsageHistogram.upperEdge(b);
      }
    }
    return 0;
  }

  /** The most doors, a power of two, that were shut to each of so many strangers; 0 for none. */
  double reachedBy(int strangers) {
    for (int power = rates.length - 1; power >= 0; power--) {
      if (rates[power] >= strangers) {
        return StrictMath.pow(2, power);
      }
    }
    return 0;
  }

  /** Writes the tally of a view. */
  void writeTo(DataOutput out, View view) throws IOException {
    if (view.kind() == View.Kind.HABITS) {
      Varint.write(out, principals);
      habits.writeTo(out);
    } else {
      writeTo(out);
    }
  }

  /** Reads the tally of a view. */
  static Tally readFrom(DataInput in, View view) throws IOException {
    if (view.kind() != View.Kind.HABITS) {
      return readFrom(in);
    }
    int principals = Varint.readInt(in);
    Tally tally = habits(Habits.readFrom(in));
    tally.principals = principals;
    return tally;
  }

  /** Writes the tally. */
  public void writeTo(DataOutput out) throws IOException {
    Varint.write(out, principals);
    Varint.write(out, failing);
    Varint.write(out, elevated);
    Varint.write(out, calls);
    Varint.write(out, serverErrors);
    for (int rate : rates) {
      Varint.write(out, rate);
    }
  }

  /** Reads a tally. */
  public static Tally readFrom(DataInput in) throws IOException {
    Tally tally = new Tally();
    tally.principals = Varint.readInt(in);
    tally.failing = Varint.readInt(in);
    tally.elevated = Varint.readInt(in);
    tally.calls = Varint.read(in);
    tally.serverErrors = Varint.read(in);
    tally.rates = new int[UsageHistogram.BINS];
    tally.ownRates = true;
    for (int i = 0; i < tally.rates.length; i++) {
      tally.rates[i] = Varint.readInt(in);
    }
    return tally;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tally that
        && principals == that.principals
        && failing == that.failing
        && elevated == that.elevated
        && calls == that.calls
        && serverErrors == that.serverErrors
        && Objects.equals(habits, that.habits)
        && Arrays.equals(rates, that.rates);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(calls) * 31 + Arrays.hashCode(rates);
  }
}
