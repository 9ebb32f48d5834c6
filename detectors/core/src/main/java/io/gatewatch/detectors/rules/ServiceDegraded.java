package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Versions;
import io.gatewatch.detectors.ViewDetector;
import io.gatewatch.detectors.cel.Measures;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.Tally;
import io.gatewatch.features.View;
import io.gatewatch.ingest.Sha256;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * A service that fails for most of those who use it; they are not to blame. Judges a service's
 * context, round by round, and tells again every {@code tellEveryRounds} while it lasts.
 */
final class ServiceDegraded implements ViewDetector {
  private final Rule rule;
  private final int tellEveryRounds;

  ServiceDegraded(Rule rule) {
    this.rule = rule;
    this.tellEveryRounds = (int) Math.max(1, rule.threshold("tellEveryRounds"));
  }

  @Override
  public Detection inspect(ContextEntry entry, Versions versions) {
    long lasting = entry.round() - entry.degradedSince();
    if (entry.view().kind() != View.Kind.SERVICE
        || !entry.degraded()
        || lasting % tellEveryRounds != 0) {
      return null;
    }
    String[] where = entry.view().where().split("/", -1);
    String tenant = URLDecoder.decode(where[0], StandardCharsets.UTF_8);
    String group = URLDecoder.decode(where[1], StandardCharsets.UTF_8);
    Entity service = Entity.service(tenant, group, entry.view().id());
    String detector = "rule." + rule.id() + "@" + rule.version();
    Tally tally = entry.lastMinute();
    double share = tally.calls() == 0 ? 0 : (double) tally.serverErrors() / tally.calls();
    return new Detection(
        "d-"
            + Sha256.hex(service.key() + "|" + detector + "|" + entry.degradedSince())
                .substring(0, 16),
        (int) (lasting / tellEveryRounds),
        Instant.ofEpochMilli(Rounds.end(entry.round())),
        tenant,
        group,
        service,
        detector,
        Need.SAME,
        Category.SERVICE_DEGRADED,
        rule.severity(),
        Math.min(1, Math.max(0.5, share)),
        rule.mode(),
        entry.view().id() + " fails for most of its callers",
        "in the last minute most of its callers saw it fail: "
            + Measures.percent(share)
            + " of calls end in 5xx (usual: "
            + Measures.percent(entry.usualErrorShare())
            + ")",
        List.of(new Evidence("server_error_share", share, entry.usualErrorShare(), "share", 1)),
        counterfactual(entry),
        null,
        List.of(),
        List.of(),
        rule.owasp(),
        rule.mitre(),
        versions);
  }

  /**
   * It begins with half of the votes of its last minute, three at least, and ends below a quarter.
   */
  private static String counterfactual(ContextEntry entry) {
    int votes = entry.lastMinute().principals();
    boolean begins = entry.round() == entry.degradedSince();
    int most = begins ? Math.max(2, (votes + 1) / 2 - 1) : (votes + 3) / 4 - 1;
    return "quiet when it fails for "
        + most
        + " of its "
        + votes
        + " callers in the minute or fewer, each counted once in 10 s";
  }
}
