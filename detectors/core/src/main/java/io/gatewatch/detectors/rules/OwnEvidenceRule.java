package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.fusion.AlertBudget;
import io.gatewatch.detectors.fusion.Budget;
import io.gatewatch.detectors.fusion.LessOf;
import io.gatewatch.detectors.fusion.Reasons;
import io.gatewatch.detectors.fusion.Suspects;
import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import io.gatewatch.features.evidence.EvidenceStream;
import io.gatewatch.features.evidence.StreamReading;
import io.gatewatch.ingest.ApiCall.AgentClass;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An agent that has changed, or is new and unlike its kind: the mean capital of all its streams of
 * evidence (an e-value, since each of them is one; Vovk &amp; Wang, "E-values: calibration,
 * combination and applications", 2021) against the {@link Budget}. What peers do as well speaks
 * against nobody, nor how much a batch job does while the books are closed. Thresholds: {@code
 * grave} times as much evidence, of more than who calls, for a finding above medium, {@code
 * peersElevated} share of the cohort, {@code monthEndHours} around the end of the last day of a
 * month (none when absent), and {@code perDay} alerts that chance may bring, where it is not its
 * part of the {@link AlertBudget}.
 */
final class OwnEvidenceRule extends RuleDetector {
  /** Optional: in place of its part of the alert budget. */
  static final String PER_DAY = "perDay";

  /** Optional: without it all days are alike. */
  static final String MONTH_END_HOURS = "monthEndHours";

  private static final int MOST_HOURS = 48;
  private static final Duration A_NIGHT = Duration.ofHours(12);
  private static final double FIRST_HOURS = 24;
  private static final double STREAMS = EvidenceStream.ofAgents();
  private static final Comparator<StreamReading> LOUDEST =
      Comparator.comparingDouble(StreamReading::logEvidence).reversed();

  private final Budget budget;
  private final double logGrave;
  private final double peersElevated;
  private final Duration monthEnd;

  OwnEvidenceRule(Rule rule, AlertBudget alerts) {
    super(rule, Need.PAST);
    budget = alerts.ownEvidence(rule.thresholds().get(PER_DAY));
    logGrave = StrictMath.log(rule.threshold("grave"));
    peersElevated = rule.threshold("peersElevated");
    monthEnd = Duration.ofSeconds((long) (3_600 * monthEndHours(rule)));
  }

  private static double monthEndHours(Rule rule) {
    double hours = rule.thresholds().getOrDefault(MONTH_END_HOURS, 0.0);
    if (hours < 0 || hours > MOST_HOURS) {
      throw new IllegalArgumentException(
          "threshold " + MONTH_END_HOURS + ": " + hours + " (expected: 0 to " + MOST_HOURS + ")");
    }
    return hours;
  }

  @Override
  public Finding inspect(Observation observation, Contexts contexts) {
    if (observation.evidence().isEmpty()) {
      return null;
    }
    List<StreamReading> loudest = own(observation, contexts);
    double log = logMean(loudest);
    double threshold = budget.logThreshold(observation, contexts);
    if (log < threshold) {
      return null;
    }
    boolean grave = log >= threshold + logGrave && !Suspects.isOnlyWho(loudest);
    boolean closing = closesTheBooks(observation, loudest);
    boolean due = closing || Suspects.isFirstLoad(loudest);
    Severity severity = due ? Severity.LOW : grave ? Severity.HIGH : rule().severity();
    return new Finding(
            strength(log, threshold),
            severity,
            verb(loudest.get(0), observation.features()),
            Reasons.summary(loudest, observation.time()) + (closing ? "; books are closed" : ""),
            Reasons.evidence(loudest),
            LessOf.words(loudest, other -> logMean(other) < threshold, observation.time()))
        .about(Suspects.category(loudest, observation.features(), observation.time()));
  }

  /**
   * Whether it is a batch job's run while the books are closed: how much it does, and not for
   * longer than a night. The hours around midnight UTC are enough from UTC−12 to UTC+12.
   */
  private boolean closesTheBooks(Observation observation, List<StreamReading> loudest) {
    if (observation.who().agentClass() != AgentClass.BATCH || monthEnd.isZero()) {
      return false;
    }
    LocalDateTime time =
        LocalDateTime.ofInstant(Instant.ofEpochMilli(observation.time()), ZoneOffset.UTC);
    LocalDateTime turn = time.toLocalDate().withDayOfMonth(1).atStartOfDay();
    LocalDateTime near = time.getDayOfMonth() > 15 ? turn.plusMonths(1) : turn;
    return Duration.between(near, time).abs().compareTo(monthEnd) < 0
        && Suspects.isOnlyHowMuch(loudest, observation.time() - A_NIGHT.toMillis());
  }

  private static String verb(StreamReading first, FeatureVector features) {
    String more = ": more " + first.stream().unit() + " than ";
    if (first.peers() == 0) {
      return "has changed" + more + "it ever makes";
    }
    boolean isNew = features.get(Feature.AGE_HOURS) < FIRST_HOURS;
    return (isNew
            ? "is new, and unlike its kind"
            : "does for the first time what its kind does not")
        + more
        + "others of it make";
  }

  private List<StreamReading> own(Observation observation, Contexts contexts) {
    boolean shared = peersAreUpToo(observation, contexts, peersElevated);
    List<StreamReading> own = new ArrayList<>();
    for (StreamReading reading : observation.evidence()) {
      if (!shared || !reading.stream().isCount()) {
        own.add(reading);
      }
    }
    own.sort(LOUDEST);
    return own;
  }

  /** Logarithm of the mean capital of all streams; those without a reading have none. */
  private static double logMean(List<StreamReading> readings) {
    double most = 0;
    for (StreamReading r : readings) {
      most = Math.max(most, r.logEvidence());
    }
    double sum = 0;
    for (StreamReading r : readings) {
      sum += StrictMath.exp(r.logEvidence() - most);
    }
    return most + StrictMath.log(sum / STREAMS);
  }
}
