package io.gatewatch.features;

/**
 * How far strangers go from door to door: each network votes once for every power of two of shut
 * doors that it reaches ({@link UsedPaths}: routes that no catalogue knows, new to it, refused with
 * 403, 404 or 405). Votes of this half of the day and of the one before count. How far is usual is
 * what two networks reached, so that nobody makes room for itself.
 */
final class Reach {
  private static final int SPAN_ROUNDS = 4_320;
  private static final int TOLD_EVERY_ROUNDS = 30;
  private static final int NETWORKS = 2;

  private Reach() {}

  /** The power of two, from 0 on, that one more door reaches, in whole doors; −1 for none. */
  static int reached(double before, double after) {
    int power = power(after);
    return power > power(before) ? power : -1;
  }

  private static int power(double doors) {
    double whole = Math.rint(doors);
    return whole < 1 ? -1 : Math.getExponent(whole);
  }

  /** What is usual, as of a round with votes; null while it is what was told minutes ago. */
  static ContextEntry close(ViewState state, long round, Tally tally) {
    long span = Math.floorDiv(round, SPAN_ROUNDS);
    state.closed.computeIfAbsent(span * SPAN_ROUNDS, r -> new Tally()).add(tally);
    state.closed.headMap((span - 1) * SPAN_ROUNDS).clear();
    Tally late = new Tally();
    state.closed.values().forEach(late::add);
    double usual = late.reachedBy(NETWORKS);
    boolean known = state.lastTold != Long.MIN_VALUE && usual == state.usualErrorShare;
    if (known && round - state.lastTold < TOLD_EVERY_ROUNDS) {
      return null;
    }
    state.lastTold = round;
    state.usualErrorShare = usual;
    return new ContextEntry(state.view, round, tally, late, usual, -1);
  }
}
