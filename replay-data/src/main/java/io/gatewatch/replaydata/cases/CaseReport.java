package io.gatewatch.replaydata.cases;

import io.gatewatch.replaydata.cases.CaseResult.Outcome;
import io.gatewatch.replaydata.replay.Counted;
import java.util.List;
import java.util.Locale;

/** Results for a terminal: one line a case, and a summary. */
public final class CaseReport {
  private CaseReport() {}

  /** The whole text, ending in a line end. */
  public static String of(List<CaseResult> results) {
    StringBuilder out = new StringBuilder();
    String detector = null;
    for (CaseResult result : results) {
      if (!result.about().detector().equals(detector)) {
        detector = result.about().detector();
        out.append(detector).append('\n');
      }
      out.append(line(result)).append('\n');
    }
    return out.append('\n').append(summary(results)).append('\n').toString();
  }

  private static String line(CaseResult result) {
    return String.format(
        Locale.ROOT, "  %-4s  %-24s %s", word(result), result.about().name(), words(result));
  }

  private static String word(CaseResult result) {
    return switch (result.outcome()) {
      case PASSED -> "ok";
      case KNOWN_GAP -> "gap";
      case FAILED, GAP_CLOSED -> "FAIL";
    };
  }

  private static String words(CaseResult result) {
    return switch (result.outcome()) {
      case PASSED ->
          result.about().isLookAlike()
              ? "look-alike: quiet" + tempts(result)
              : "raised after " + result.seconds() + " s, silent without its detector";
      case KNOWN_GAP -> result.complaint() + " (known: " + result.about().file().knownGap() + ")";
      case FAILED -> result.complaint();
      case GAP_CLOSED -> "passes: take knownGap out of its " + CaseFile.NAME;
    };
  }

  private static String tempts(CaseResult result) {
    return result.about().file().tempts().isEmpty()
        ? ""
        : ", and would not be with " + result.about().file().tempts();
  }

  private static String summary(List<CaseResult> results) {
    return String.format(
        Locale.ROOT,
        "%s: %d as expected, %s, %d failed",
        Counted.of(results.size(), "case"),
        count(results, Outcome.PASSED),
        Counted.of(count(results, Outcome.KNOWN_GAP), "known gap"),
        count(results, Outcome.FAILED) + count(results, Outcome.GAP_CLOSED));
  }

  private static long count(List<CaseResult> results, Outcome outcome) {
    return results.stream().filter(r -> r.outcome() == outcome).count();
  }
}
