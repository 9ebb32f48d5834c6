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
 * Strangers from many networks who probe a gateway group, as every public host has them: one
 * finding for all of them, told on while it lasts; one severity higher when several of them had a
 * text made for code answered 2xx, which one of them alone need not be told for. Thresholds: {@code
 * networks} of late, {@code answered} of them that are several; each counted once a day and halved
 * every 12 h.
 */
final class ConstantProbing implements ViewDetector {
  private final Rule rule;
  private final double networks;
  private final double answered;

  ConstantProbing(Rule rule) {
    this.rule = rule;
    this.networks = rule.threshold("networks");
    this.answered = rule.threshold("answered");
  }

  @Override
  public Detection inspect(ContextEntry entry, Versions versions) {
    if (entry.view().kind() != View.Kind.PROBERS
        || entry.usualErrorShare() < networks
        || !entry.degraded()) {
      return null;
    }
    String[] where = entry.view().where().split("/", -1);
    String tenant = URLDecoder.decode(where[0], StandardCharsets.UTF_8);
    String group = URLDecoder.decode(where[1], StandardCharsets.UTF_8);
    Entity strangers = Entity.service(tenant, group, entry.view().id());
    String detector = "rule." + rule.id() + "@" + rule.version();
    String episode = strangers.key() + "|" + detector + "|" + entry.degradedSince();
    String count = RuleDetector.number(Math.rint(entry.usualErrorShare()));
    long letIn = entry.lastMinute().serverErrors();
    return new Detection(
        "d-" + Sha256.hex(episode).substring(0, 16),
        (int) (entry.round() - entry.degradedSince()),
        Instant.ofEpochMilli(Rounds.end(entry.round())),
        tenant,
        group,
        strangers,
        detector,
        Need.PAST,
        Category.INJECTION_PROBE,
        RuleDetector.step(rule.severity(), letIn >= answered ? 1 : 0),
        RuleDetector.strength(entry.usualErrorShare(), networks),
        rule.mode(),
        entry.view().id() + " probe " + group + " from many networks",
        count
            + " networks of late probed for weaknesses; a text made for code was answered 2xx to "
            + (letIn == 0 ? "none" : letIn)
            + " of late",
        List.of(new Evidence("probing_networks", entry.usualErrorShare(), networks, "networks", 1)),
        "quiet below " + RuleDetector.exact(networks) + " networks",
        null,
        List.of(),
        List.of(),
        rule.owasp(),
        rule.mitre(),
        versions);
  }
}
