package io.gatewatch.replaydata.replay;

import io.gatewatch.ingest.ControlRecord;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How many verdicts a run was given, and of how many its input had the principal: the part {@code
 * verdicts} of {@code summary.json}.
 */
public final class VerdictTally {
  private final List<String> principals;
  private final Set<String> missing;

  VerdictTally(List<ControlRecord> verdicts) {
    this.principals = verdicts.stream().map(ControlRecord::id).toList();
    this.missing = new TreeSet<>(principals);
  }

  /** A principal occurs, by the key of its calls. */
  void occurs(String key) {
    missing.remove(key);
  }

  /** Whether somebody is still to occur. */
  boolean isWaiting() {
    return !missing.isEmpty();
  }

  /** Verdicts given. */
  public int read() {
    return principals.size();
  }

  /** Verdicts whose principal occurred. */
  public int met() {
    return (int) principals.stream().filter(p -> !missing.contains(p)).count();
  }

  /** Principals that never occurred, in the order of their keys. */
  public List<String> missing() {
    return List.copyOf(missing);
  }
}
