package io.gatewatch.features;

import io.gatewatch.features.evidence.Habits;
import io.gatewatch.features.evidence.OwnEvidence;
import io.gatewatch.features.presence.Presence;
import io.gatewatch.features.usage.Profile;
import io.gatewatch.features.usage.UsageHour;
import io.gatewatch.features.usage.UsageState;

/** The end of an hour with calls: what is told of it, and of the agent. */
final class HourEnd {
  private static final long HOUR_MILLIS = 3_600_000L;

  private HourEnd() {}

  /** Tells the open hour, which is over, and the agent's profile where it says something new. */
  static void tell(History history, ObservationSink sink) {
    UsageState usage = history.use();
    long end = usage.endsAt();
    UsageHour hour = usage.close(history.who());
    sink.hour(hour);
    if (history.evidence() != null) {
      vote(history, end, sink);
      Profile profile = profile(history, end);
      if (usage.tellsMore(profile)) {
        sink.profile(profile);
      }
    }
  }

  /** Others of its kind are judged by what it does, until they are known themselves. */
  private static void vote(History history, long end, ObservationSink sink) {
    int seat = Fingerprint.half(Fingerprint.of(history.who().key())) & (Habits.SEATS - 1);
    Habits vote = history.evidence().vote(seat, Math.floorDiv(end, HOUR_MILLIS));
    if (vote != null) {
      View kind = View.habits(history.where(), history.kind(end));
      sink.tally(new ViewTally(kind, Rounds.of(end - 1), Tally.habits(vote)));
    }
  }

  private static Profile profile(History history, long time) {
    OwnEvidence evidence = history.evidence();
    Presence presence = history.presence();
    return new Profile(
        history.who(),
        time,
        history.firstSeen(),
        history.busyMinutes(),
        history.median(),
        history.busy(),
        evidence.usualCalls(),
        presence.workdays(),
        presence.weekends(),
        evidence.clients().networks(),
        evidence.clients().programs(),
        history.knownRoutes(),
        history.use().groups());
  }
}
