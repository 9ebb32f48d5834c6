package io.gatewatch.replaydata.up;

import io.gatewatch.replaydata.up.QuotaWatch.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Figures for people, in {@code target/closed-loop.txt}: a noisy machine decides them. */
final class LoopFigures {
  private final String gateway;
  private final List<Long> fromFirstCall = new ArrayList<>();
  private final List<Long> fromIssue = new ArrayList<>();
  private final List<Long> fromTopic = new ArrayList<>();

  LoopFigures(String gateway) {
    this.gateway = gateway;
  }

  /**
   * One round.
   *
   * @param millis from the attacker's first call to its first 429
   * @param refusedAt when that came, by the wall clock
   */
  void note(long millis, long refusedAt, Seen cut) {
    fromFirstCall.add(millis);
    fromIssue.add(refusedAt - cut.update().issuedAt().toEpochMilli());
    fromTopic.add(refusedAt - cut.readableAtMillis());
  }

  /** So many calls were let through while the limit allowed so many. */
  void admitted(int calls, double allowed) throws IOException {
    tell("%s: admitted under hammering: %d, allowed %.1f".formatted(gateway, calls, allowed));
  }

  void tell() throws IOException {
    tell(gateway + ": first call to first 429, ms: " + spread(fromFirstCall));
    tell(gateway + ": update issued to first 429, ms: " + spread(fromIssue));
    tell(gateway + ": update readable on its topic to first 429, ms: " + spread(fromTopic));
  }

  private static String spread(List<Long> values) {
    List<Long> sorted = values.stream().sorted().toList();
    return "median %d, p95 %d, all %s"
        .formatted(
            sorted.get((sorted.size() - 1) / 2),
            sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1),
            sorted);
  }

  static void tell(String figures) throws IOException {
    Files.writeString(
        Path.of("target/closed-loop.txt"),
        figures + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
