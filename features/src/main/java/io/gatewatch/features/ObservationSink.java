package io.gatewatch.features;

import io.gatewatch.features.usage.Profile;
import io.gatewatch.features.usage.UsageHour;

/** Where an {@link Observer} puts what it sees. */
public interface ObservationSink {
  /** A principal's features, for the judge. */
  void observation(Observation observation);

  /** A principal's vote on a view, for the merge. */
  void tally(ViewTally tally);

  /** A benign verdict has ended a freeze: what is new to it is learned from now on. */
  default void adopted() {}

  /** What a principal did in an hour that is over; nothing in the core needs it. */
  default void hour(UsageHour hour) {}

  /** What is known of an agent, at the end of an hour; nothing in the core needs it. */
  default void profile(Profile profile) {}
}
