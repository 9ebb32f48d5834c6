package io.gatewatch.features;

import static java.util.Objects.requireNonNull;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What one view looked like in one round.
 *
 * @param tally all votes of the round
 * @param lastMinute votes of the last six rounds with calls, this one included; for strangers who
 *     probe the networks of late, and as server errors those whose text made for code was answered;
 *     of what is in use the votes of late: as failing those of agents, as server errors what a
 *     catalogue knows; strangers by {@link #strangers}; of what agents of a kind do all that is
 *     known of it
 * @param usualErrorShare share of 5xx in this view's healthy rounds, 0..1; for log-ins callers
 *     turned away in a usual round; for strangers who probe the networks of late, halved every 12
 *     h; of how far strangers go the shut doors that three of them met
 * @param degradedSince the round since which the view has been degraded; −1 when it is healthy; of
 *     what is in use the first round that is known of it
 */
public record ContextEntry(
    View view,
    long round,
    Tally tally,
    Tally lastMinute,
    double usualErrorShare,
    long degradedSince) {
  public ContextEntry {
    requireNonNull(view, "view");
    requireNonNull(tally, "tally");
    requireNonNull(lastMinute, "lastMinute");
  }

  /** Whether most of those who use the view fail, beyond what is usual for it. */
  public boolean degraded() {
    return degradedSince >= 0;
  }

  /**
   * Votes of strangers, of what is in use, that count in a round: none before it is six hours old,
   * each when it is eighteen, whether or not another has come meanwhile.
   */
  public long strangers(long asked) {
    boolean isOld = LateVotes.span(asked) - LateVotes.span(round) > 1;
    long counted = (long) lastMinute.principals() - lastMinute.failing();
    return counted + (isOld ? lastMinute.calls() : 0);
  }

  /**
   * Agents that turned, of late, to operations of a service that are to go; each once a day, halved
   * every 6 h, none when the entry is older than twelve.
   */
  public int turned(long asked) {
    boolean isOld = LateVotes.span(asked) - LateVotes.span(round) > 1;
    return isOld ? 0 : lastMinute.elevated();
  }

  /** Writes the entry. */
  public void writeTo(DataOutput out) throws IOException {
    new ViewTally(view, round, tally).writeTo(out);
    lastMinute.writeTo(out, view);
    out.writeDouble(usualErrorShare);
    out.writeLong(degradedSince);
  }

  /** Reads an entry. */
  public static ContextEntry readFrom(DataInput in) throws IOException {
    ViewTally tally = ViewTally.readFrom(in);
    return new ContextEntry(
        tally.view(),
        tally.round(),
        tally.tally(),
        Tally.readFrom(in, tally.view()),
        in.readDouble(),
        in.readLong());
  }
}
