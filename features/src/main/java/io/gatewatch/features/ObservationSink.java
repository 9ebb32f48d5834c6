package io.gatewatch.features;

/** Where an {@link Observer} puts what it sees. */
public interface ObservationSink {
  /** A principal's features, for the judge. */
  void observation(Observation observation);

  /** A principal's vote on a view, for the merge. */
  void tally(ViewTally tally);
}
