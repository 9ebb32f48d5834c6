package io.gatewatch.replaydata.cases;

import java.util.List;

/**
 * How a case ended.
 *
 * @param wrong what differed, one line each
 * @param survivors what was raised although the case's detector had been taken out
 * @param seconds to the first expected alert; −1 for none
 * @param calls how many it has
 */
public record CaseResult(
    Case about, List<String> wrong, List<String> survivors, long seconds, long calls) {

  /** What became of it. */
  public enum Outcome {
    /** As expected, and silent without its detector. */
    PASSED,
    /** Not as expected. */
    FAILED,
    /** Not as expected, and the case says so. */
    KNOWN_GAP,
    /** As expected, although the case says that it would not be. */
    GAP_CLOSED,
  }

  public CaseResult {
    wrong = List.copyOf(wrong);
    survivors = List.copyOf(survivors);
  }

  /** What became of it. */
  public Outcome outcome() {
    boolean good = wrong.isEmpty() && survivors.isEmpty();
    if (about.file().knownGap() != null) {
      return good ? Outcome.GAP_CLOSED : Outcome.KNOWN_GAP;
    }
    return good ? Outcome.PASSED : Outcome.FAILED;
  }

  /** Whether it is as it says of itself. */
  public boolean isAsSaid() {
    return outcome() == Outcome.PASSED || outcome() == Outcome.KNOWN_GAP;
  }

  /** All that is wrong with it, in one line; empty when nothing is. */
  public String complaint() {
    StringBuilder words = new StringBuilder(String.join("; ", wrong));
    for (String survivor : survivors) {
      words.append(words.isEmpty() ? "" : "; ");
      words.append("without ").append(about.detector()).append(" still raised: ").append(survivor);
    }
    return words.toString();
  }
}
