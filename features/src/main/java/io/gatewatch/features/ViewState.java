package io.gatewatch.features;

import io.gatewatch.features.evidence.Habits;
import io.gatewatch.features.evidence.RefusedCallers;
import io.gatewatch.features.evidence.StreamReading;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.TreeMap;

/**
 * The second fold: a view's tallies, added up per round, become its {@link ContextEntry}, rounds in
 * order. Remembers the last six rounds with calls (at most 1 KB) and what share of 5xx is usual.
 *
 * <p>A view is degraded when, over its last minute, at least half of the votes and in some round at
 * least two principals failed, and the share of 5xx is five times the usual one plus 0.2. It is
 * healthy again when less than a quarter of the last minute's votes failed.
 *
 * <p>The log-ins of a service are degraded when so many callers are turned away that chance would
 * bring it once in a million rounds, see {@link RefusedCallers}.
 *
 * <p>Strangers who probe are only counted, and those of them who were answered, halved every 12 h,
 * and told of at most once in five minutes; the view is degraded while there is more than one of
 * late.
 *
 * <p>How far strangers go ({@link Reach}) is counted by days, and told of when it changes, else at
 * most once in five minutes.
 *
 * <p>What is in use ({@link View#isOfUse}) is counted in votes, one a day for each principal and
 * route, halved every 84 h, and told of whenever there is a new one; it is forgotten after 16 days
 * without. What counts late, or of late, are {@link LateVotes}.
 *
 * <p>What agents of a kind do ({@link Habits}) fades by the hour, is told with each vote, and is
 * forgotten after 16 days without.
 */
public final class ViewState {
  private static final int MEMORY_ROUNDS = 6;
  private static final double BY_CHANCE_IN_ROUNDS = StrictMath.log(1e6);
  private static final long MOST_QUIET_ROUNDS = 8_640;
  private static final double PROBERS_HALF_LIFE_ROUNDS = 4_320;
  private static final int PROBERS_TOLD_EVERY_ROUNDS = 30;
  private static final double USE_HALF_LIFE_ROUNDS = 30_240;
  private static final long USE_FORGOTTEN_ROUNDS = 138_240;
  private static final double LEARNING_RATE = 1.0 / 360;

  final TreeMap<Long, Tally> open = new TreeMap<>();
  final TreeMap<Long, Tally> closed = new TreeMap<>();
  View view;
  RefusedCallers refused;
  double usualErrorShare;

  /**
   * Networks of strangers of late whose text made for code was answered 2xx; of what is in use,
   * what a catalogue knows.
   */
  double answered;

  final LateVotes lateVotes = new LateVotes();
  long degradedSince = -1;
  long lastClosed = Long.MIN_VALUE;
  long lastTold = Long.MIN_VALUE;
  long sweepAt = Long.MAX_VALUE;

  /** The open round that got the last vote, and its tally; not part of the state. */
  private long addedTo = Long.MIN_VALUE;

  private Tally added;

  /** About the entry last given; not part of the state. */
  private boolean forTheRecord;

  /** Adds a vote; false when its round was closed before (it came too late to count). */
  public boolean add(ViewTally tally) {
    if (tally.round() <= lastClosed) {
      return false;
    }
    view = tally.view();
    if (tally.round() != addedTo) {
      addedTo = tally.round();
      added = open.computeIfAbsent(addedTo, r -> new Tally());
    }
    added.add(tally.tally());
    return true;
  }

  /** Closes a round; null when nobody touched the view in it. */
  public ContextEntry close(long round) {
    Tally tally = open.remove(round);
    long quietRounds = lastClosed == Long.MIN_VALUE ? 0 : round - lastClosed - 1;
    lastClosed = Math.max(lastClosed, round);
    forTheRecord = tally != null && (degraded() || isFirstOfItsMinute(round));
    if (tally == null) {
      return null;
    }
    if (view.isOfUse()) {
      return closeUse(round, tally);
    }
    if (view.kind() == View.Kind.PROBERS) {
      return closeProbers(round, quietRounds, tally);
    }
    if (view.kind() == View.Kind.HABITS) {
      return closeHabits(round, tally);
    }
    if (view.kind() == View.Kind.REACH) {
      forTheRecord = false;
      return Reach.close(this, round, tally);
    }
    if (!closed.isEmpty() && closed.lastKey() < round - MEMORY_ROUNDS) {
      // Nobody called for over a minute: what was known of its health is out of date.
      degradedSince = -1;
    }
    closed.put(round, tally);
    while (closed.firstKey() <= round - MEMORY_ROUNDS) {
      closed.remove(closed.firstKey());
    }
    Tally window = new Tally();
    int mostFailing = 0;
    for (Tally t : closed.values()) {
      window.add(t);
      mostFailing = Math.max(mostFailing, t.failing());
    }
    double errorShare = window.calls() == 0 ? 0 : (double) window.serverErrors() / window.calls();
    if (view.kind() == View.Kind.LOGINS) {
      judgeLogins(round, Math.min(MOST_QUIET_ROUNDS, quietRounds), tally);
    } else {
      judge(round, window, mostFailing, errorShare);
    }
    if (degradedSince < 0 && view.kind() != View.Kind.LOGINS) {
      usualErrorShare += LEARNING_RATE * (errorShare - usualErrorShare);
    }
    forTheRecord |= degraded();
    return new ContextEntry(view, round, tally, window, usualErrorShare, degradedSince);
  }

  /**
   * Whether the entry that {@link #close} has just given is one for console and audit: the first of
   * each minute, all while the view is degraded, and the one with which it is healthy again.
   */
  public boolean isForTheRecord() {
    return forTheRecord && view.kind() != View.Kind.AGENTS;
  }

  private boolean isFirstOfItsMinute(long round) {
    return closed.isEmpty()
        || Math.floorDiv(closed.lastKey(), MEMORY_ROUNDS) < Math.floorDiv(round, MEMORY_ROUNDS);
  }

  private boolean degraded() {
    return degradedSince >= 0;
  }

  private ContextEntry closeProbers(long round, long quietRounds, Tally tally) {
    double kept = StrictMath.pow(2, -(quietRounds + 1) / PROBERS_HALF_LIFE_ROUNDS);
    usualErrorShare = kept * usualErrorShare;
    if (usualErrorShare < 1) {
      degradedSince = -1;
    }
    usualErrorShare += tally.failing();
    answered = kept * answered + tally.serverErrors();
    if (degradedSince < 0 && usualErrorShare >= 2) {
      degradedSince = round;
    }
    if (lastTold != Long.MIN_VALUE && round - lastTold < PROBERS_TOLD_EVERY_ROUNDS) {
      return null;
    }
    lastTold = round;
    Tally late = Tally.probers(Math.round(usualErrorShare), Math.round(answered));
    return new ContextEntry(view, round, tally, late, usualErrorShare, degradedSince);
  }

  private ContextEntry closeUse(long round, Tally tally) {
    forTheRecord = false;
    long quiet = lastTold == Long.MIN_VALUE ? 0 : round - lastTold;
    // As if it had been forgotten, whether or not somebody has swept it away by now.
    boolean anew = degradedSince < 0 || quiet > USE_FORGOTTEN_ROUNDS;
    degradedSince = anew ? round : degradedSince;
    double kept = anew ? 0 : StrictMath.pow(2, -quiet / USE_HALF_LIFE_ROUNDS);
    usualErrorShare = kept * usualErrorShare + tally.failing();
    answered = kept * answered + tally.serverErrors();
    if (anew) {
      lateVotes.clear();
    }
    lateVotes.take(tally, round, anew ? round : lastTold, kept);
    lastTold = round;
    Tally late = lateVotes.beside(usualErrorShare, answered);
    return new ContextEntry(view, round, tally, late, usualErrorShare, degradedSince);
  }

  /** What was known fades by the hour; it is kept as the one closed round. */
  private ContextEntry closeHabits(long round, Tally tally) {
    forTheRecord = false;
    Tally all = new Tally();
    all.add(tally);
    if (!closed.isEmpty()) {
      long hour = Rounds.hour(round);
      Habits known = closed.firstEntry().getValue().habits();
      known.fade(hour - Rounds.hour(lastTold), hour);
      all.add(Tally.habits(known));
    }
    all.habits().cut();
    closed.clear();
    closed.put(round, all);
    lastTold = round;
    Tally told = Tally.habits(all.habits().copy());
    return new ContextEntry(view, round, Tally.habits(new Habits()), told, 0, -1);
  }

  /**
   * Whether this may be forgotten, asked after {@link #close} and at {@link #sweepAt}: what is in
   * use, 16 days after its last vote.
   */
  public boolean isOver(long time) {
    long forgetAt = forgetAt();
    if (sweepAt <= time || sweepAt == Long.MAX_VALUE) {
      sweepAt = forgetAt;
    }
    return forgetAt <= time;
  }

  /**
   * When {@link #isOver} is to be asked again, in epoch milliseconds, whatever comes meanwhile: it
   * stays as it is until then. Long.MAX_VALUE for never.
   */
  public long sweepAt() {
    return sweepAt;
  }

  private long forgetAt() {
    return view == null || !view.isOfDays() || lastTold == Long.MIN_VALUE || !open.isEmpty()
        ? Long.MAX_VALUE
        : Rounds.end(lastTold + USE_FORGOTTEN_ROUNDS);
  }

  private void judgeLogins(long round, long quietRounds, Tally tally) {
    long time = Rounds.end(round) - 1;
    refused = refused == null ? new RefusedCallers() : refused;
    refused.see(quietRounds, tally.failing(), time);
    StreamReading reading = refused.reading(time);
    boolean surge = reading != null && reading.logEvidence() >= BY_CHANCE_IN_ROUNDS;
    usualErrorShare = reading == null ? usualErrorShare : reading.usual();
    if (degradedSince < 0 && surge) {
      degradedSince = round;
    } else if (!surge) {
      degradedSince = -1;
    }
  }

  private void judge(long round, Tally window, int mostFailing, double errorShare) {
    boolean sick =
        mostFailing >= 2
            && window.failing() >= 3
            && 2 * window.failing() >= window.principals()
            && errorShare >= 0.2 + 5 * usualErrorShare;
    if (degradedSince < 0 && sick) {
      degradedSince = round;
    } else if (degradedSince >= 0 && 4 * window.failing() < window.principals()) {
      degradedSince = -1;
    }
  }

  /** Writes the state, version first. */
  public void writeTo(DataOutput out) throws IOException {
    ViewStateForm.write(this, out);
  }

  /** Reads a state of any released version. */
  public static ViewState readFrom(DataInput in) throws IOException {
    return ViewStateForm.read(in);
  }
}
