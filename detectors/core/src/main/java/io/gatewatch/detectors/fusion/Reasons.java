package io.gatewatch.detectors.fusion;

import io.gatewatch.detectors.Evidence;
import io.gatewatch.features.evidence.StreamReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the streams say, in words and numbers. Readings come loudest first. */
public final class Reasons {
  private static final int MOST_NAMED = 3;

  private Reasons() {}

  /** The loudest streams, each with what was seen and what is usual. */
  public static String summary(List<StreamReading> loudest, long time) {
    StringBuilder out = new StringBuilder();
    for (StreamReading r : loudest.subList(0, Math.min(MOST_NAMED, loudest.size()))) {
      out.append(out.length() == 0 ? "" : "; ").append(words(r, time));
    }
    return out.toString();
  }

  private static String words(StreamReading r, long time) {
    if (r.stream().isCount()) {
      return String.format(
          Locale.ROOT,
          "%s %s over %s min (%s)",
          number(r.hits() / r.trials()),
          r.stream().meaning(),
          number(r.trials()),
          usual(r, number(r.usual())));
    }
    long minutes = Math.max(1, Math.round((time - r.since()) / 60_000.0));
    return String.format(
        Locale.ROOT,
        "%s of %s in %d min: %s (%s)",
        number(r.hits()),
        number(r.trials()),
        minutes,
        r.stream().meaning(),
        usual(r, share(r.usual())));
  }

  /** What is usual, and of a newcomer how sure that can be. */
  private static String usual(StreamReading r, String level) {
    return r.peers() == 0
        ? "usual: " + level
        : "usual of its kind: "
            + level
            + ", of about "
            + r.peers()
            + " agents; beyond what one in 1,000 of them would do";
  }

  /** One row a stream; contributions are shares of the logarithm of all capital. */
  public static List<Evidence> evidence(List<StreamReading> loudest) {
    List<Evidence> weighed = new ArrayList<>();
    for (StreamReading r : loudest) {
      weighed.add(
          new Evidence(
              r.stream().id(),
              r.hits(),
              r.usual() * r.trials(),
              r.stream().unit(),
              r.logEvidence()));
    }
    return Evidence.telling(weighed);
  }

  private static String share(double share) {
    return share < 0.01
        ? number(1000 * share) + " in 1,000"
        : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String number(double value) {
    return String.format(
        Locale.ROOT, value < 10 && value != Math.rint(value) ? "%.1f" : "%.0f", value);
  }
}
