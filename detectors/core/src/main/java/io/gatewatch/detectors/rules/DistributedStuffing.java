package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Versions;
import io.gatewatch.detectors.ViewDetector;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.View;
import io.gatewatch.ingest.Sha256;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Log-ins that fail for far more callers than usual: stuffing from many networks, each of which
 * stays below every threshold of its own. Judges the log-ins of a service, round by round. Tells
 * again every {@code tellEveryRounds}, and only while at least {@code callers} were turned away in
 * a minute: fewer are told one by one.
 */
final class DistributedStuffing implements ViewDetector {
  private final Rule rule;
  private final int tellEveryRounds;
  private final double callers;

  DistributedStuffing(Rule rule) {
    this.rule = rule;
    this.tellEveryRounds = (int) Math.max(1, rule.threshold("tellEveryRounds"));
    this.callers = rule.threshold("callers");
  }

  @Override
  public Detection inspect(ContextEntry entry, Versions versions) {
    long lasting = entry.round() - entry.degradedSince();
    int turnedAway = entry.lastMinute().failing();
    if (entry.view().kind() != View.Kind.LOGINS
        || !entry.degraded()
        || turnedAway < callers
        || lasting % tellEveryRounds != 0) {
      return null;
    }
    String[] where = entry.view().where().split("/", -1);
    String tenant = URLDecoder.decode(where[0], StandardCharsets.UTF_8);
    String group = URLDecoder.decode(where[1], StandardCharsets.UTF_8);
    Entity service = Entity.service(tenant, group, entry.view().id());
    String detector = "rule." + rule.id() + "@" + rule.version();
    double usual = 6 * entry.usualErrorShare();
    String episode = service.key() + "|" + detector + "|" + entry.degradedSince();
    return new Detection(
        "d-" + Sha256.hex(episode).substring(0, 16),
        (int) (lasting / tellEveryRounds),
        Instant.ofEpochMilli(Rounds.end(entry.round())),
        tenant,
        group,
        service,
        detector,
        Need.PAST,
        Category.CREDENTIAL_STUFFING,
        rule.severity(),
        RuleDetector.strength(turnedAway, Math.max(callers, usual)),
        rule.mode(),
        entry.view().id() + " turns away far more callers than usual",
        RuleDetector.number(turnedAway)
            + " callers more were turned away with 401 in a minute (usual: "
            + RuleDetector.number(usual)
            + "), none of which need do much by itself",
        List.of(new Evidence("stream_refused_callers", turnedAway, usual, "refused callers", 1)),
        "quiet at " + RuleDetector.below(callers) + " callers turned away in the minute or fewer",
        null,
        List.of(),
        List.of(),
        rule.owasp(),
        rule.mitre(),
        versions);
  }
}
