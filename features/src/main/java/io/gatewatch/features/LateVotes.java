package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Of what is in use: votes of strangers, which count six to eighteen hours after they came (those
 * who come together do not vouch for each other), and agents that turned to what is to go, halved
 * every six hours. 32 bytes.
 */
final class LateVotes {
  private static final long SPAN_ROUNDS = 2_160;
  private static final double TURNS_HALF_LIFE_ROUNDS = 2_160;

  private double counted;

  /** Strangers of the six hours before the last span with votes, and of that span. */
  private double waiting;

  private double fresh;
  private double turned;

  /** The six hours, UTC, in which a round lies. */
  static long span(long round) {
    return Math.floorDiv(round, SPAN_ROUNDS);
  }

  /** Forgets all. */
  void clear() {
    counted = 0;
    waiting = 0;
    fresh = 0;
    turned = 0;
  }

  /**
   * Takes a round's votes.
   *
   * @param last the round of those before
   * @param kept what is left of a stranger's vote since then
   */
  void take(Tally tally, long round, long last, double kept) {
    moveOn(span(round) - span(last));
    counted = kept * counted;
    waiting = kept * waiting;
    fresh = kept * fresh + tally.principals() - tally.failing();
    double keptTurns = StrictMath.pow(2, (last - round) / TURNS_HALF_LIFE_ROUNDS);
    turned = keptTurns * turned + tally.elevated();
  }

  /** Strangers of the span before the last count from now on. */
  private void moveOn(long spans) {
    if (spans > 0) {
      counted += waiting + (spans > 1 ? fresh : 0);
      waiting = spans > 1 ? 0 : fresh;
      fresh = 0;
    }
  }

  /** What is in use of late. */
  Tally beside(double agents, double documented) {
    return Tally.used(
        Math.round(agents),
        Math.round(documented),
        Math.round(counted),
        Math.round(waiting + fresh),
        Math.round(turned));
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeDouble(counted);
    out.writeDouble(waiting);
    out.writeDouble(fresh);
    out.writeDouble(turned);
  }

  /** Reads what a version of {@link ViewState} holds, from 5 on. */
  void readInto(DataInput in, int version) throws IOException {
    counted = in.readDouble();
    if (version > 5) {
      waiting = in.readDouble();
      fresh = in.readDouble();
      turned = in.readDouble();
    }
  }
}
