package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.Versions;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.feeds.FeedLimits;
import io.gatewatch.features.feeds.FeedReading;
import io.gatewatch.ingest.Feed;
import io.gatewatch.ingest.Sha256;
import java.time.Instant;
import java.util.List;

/**
 * A source of logs that has fallen silent, or whose lines have changed their shape. Puts a {@link
 * FeedReading} into words; what is usual was learned in {@link
 * io.gatewatch.features.feeds.FeedState}. Thresholds: {@code oneIn} (how improbable), {@code
 * silentMinutes} at least, {@code usualShare} from which on a field is judged, {@code
 * tellEveryRounds}. A silent source has the rule's severity, all else one less.
 */
public final class TelemetryGap {
  private final Rule rule;
  private final FeedLimits limits;
  private final long tellEveryMillis;

  TelemetryGap(Rule rule) {
    this.rule = rule;
    check(rule.threshold("oneIn") > 1, "oneIn", "over 1");
    check(rule.threshold("usualShare") > 0.5, "usualShare", "over 0.5");
    check(rule.threshold("usualShare") <= 1, "usualShare", "up to 1");
    this.limits =
        new FeedLimits(
            StrictMath.log(rule.threshold("oneIn")),
            Math.round(60_000 * rule.threshold("silentMinutes")),
            rule.threshold("usualShare"));
    this.tellEveryMillis = Rounds.MILLIS * (long) Math.max(1, rule.threshold("tellEveryRounds"));
  }

  private void check(boolean holds, String threshold, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "rule " + rule.id() + ": threshold " + threshold + " (expected: " + expected + ")");
    }
  }

  /** When a feed is worth a word. */
  public FeedLimits limits() {
    return limits;
  }

  /** A finding that lasts is told again so often, in milliseconds. */
  public long tellEveryMillis() {
    return tellEveryMillis;
  }

  /** How bad a reading is. */
  public Severity severity(FeedReading reading) {
    boolean whole = reading.silence() != null && reading.feed().node().isEmpty();
    int step = whole || rule.severity() == Severity.LOW ? 0 : 1;
    return Severity.values()[rule.severity().ordinal() - step];
  }

  /** What an episode of this feed goes by. */
  public static Entity entity(Feed feed) {
    return Entity.feed(feed.tenant(), feed.group(), feed.format(), feed.node());
  }

  /**
   * The finding.
   *
   * @param endMillis end of the round that it was read in, in ms since 1970
   * @param firstRound round in which its episode began
   * @param sequence how often it was told before
   * @param allSilent whether nothing comes in from any other source either
   */
  public Detection tell(
      FeedReading reading,
      long endMillis,
      long firstRound,
      int sequence,
      boolean allSilent,
      Versions versions) {
    Entity entity = entity(reading.feed());
    String detector = "rule." + rule.id() + "@" + rule.version();
    GapWords words = new GapWords(reading, limits);
    String episode = entity.key() + "|" + detector + "|" + firstRound;
    return new Detection(
        "d-" + Sha256.hex(episode).substring(0, 16),
        sequence,
        Instant.ofEpochMilli(endMillis),
        reading.feed().tenant(),
        reading.feed().group(),
        entity,
        detector,
        Need.SAME,
        rule.category(),
        severity(reading),
        words.score(),
        rule.mode(),
        entity.id() + " " + words.verb(),
        words.summary(allSilent),
        words.evidence(),
        words.counterfactual(),
        null,
        List.of(),
        List.of(),
        rule.owasp(),
        rule.mitre(),
        versions);
  }

  /** The name of the evidence of a silence. */
  static Evidence silence(FeedReading.Silence silence, double contribution) {
    return new Evidence(
        "silent_minutes",
        silence.pauseMillis() / 60_000.0,
        silence.usualMillis() / 60_000.0,
        "minutes",
        contribution);
  }
}
