package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Finding;
import io.gatewatch.features.Observation;
import io.gatewatch.ingest.registry.AgentRegistry;
import io.gatewatch.ingest.registry.RegisteredAgent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * An agent that calls although the review of its entry is overdue. Threshold: told again after
 * {@code tellEveryHours}.
 */
final class PastReview extends RegistryRule {
  private final double tellEveryHours;

  PastReview(Rule rule) {
    this(rule, null);
  }

  private PastReview(Rule rule, AgentRegistry registry) {
    super(rule, registry);
    tellEveryHours = rule.threshold("tellEveryHours");
  }

  @Override
  PastReview under(AgentRegistry inForce) {
    return new PastReview(rule(), inForce);
  }

  @Override
  Finding inspect(Observation observation, AgentRegistry inForce, RegisteredAgent entry) {
    Instant time = Instant.ofEpochMilli(observation.time());
    if (entry == null || !entry.isPastReview(time)) {
      return null;
    }
    LocalDate today = time.atOffset(ZoneOffset.UTC).toLocalDate();
    long days = ChronoUnit.DAYS.between(entry.review(), today);
    String owner = entry.owner() == null ? "" : "; its owner is " + entry.owner();
    return new Finding(
        1,
        rule().severity(),
        "is past its review",
        "its entry was to be reviewed by " + entry.review() + ", " + days + " days ago" + owner,
        List.of(new Evidence("days_past_review", days, 0, "days", 1)),
        "quiet when its review is on " + today + " or later",
        "past review",
        hours(tellEveryHours));
  }
}
