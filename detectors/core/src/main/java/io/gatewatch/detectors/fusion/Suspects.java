package io.gatewatch.detectors.fusion;

import io.gatewatch.detectors.Category;
import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.evidence.EvidenceStream;
import io.gatewatch.features.evidence.StreamReading;
import java.util.List;

/** What it probably is, by the streams that speak loudest. */
public final class Suspects {
  private static final long SLOW_MILLIS = 20 * 60_000L;
  private static final double LOUD = StrictMath.log(100);

  private Suspects() {}

  /** The category, for readings with the loudest first; what moves money comes before the rest. */
  public static Category category(List<StreamReading> loudest, FeatureVector f, long time) {
    if (isLoud(loudest, EvidenceStream.PAYMENTS) || isLoud(loudest, EvidenceStream.UNATTENDED)) {
      return Category.PAYMENT_BURST;
    }
    StreamReading first = loudest.get(0);
    boolean slow = time - first.since() > SLOW_MILLIS;
    return switch (first.stream()) {
      case CALLS -> slow ? Category.VOLUME_RAMP : Category.VOLUME_SPIKE;
      case KILOBYTES -> Category.DATA_EXFILTRATION;
      case PAYMENTS, UNATTENDED -> Category.PAYMENT_BURST;
      case REFUSALS -> refused(loudest, f);
      case WALKS -> Category.OBJECT_ENUMERATION;
      case NEW_OBJECTS -> objects(loudest, slow);
      case NEW_ROUTES, NEW_ORDER, RARE_ORDER, RARE_ROUTES, FOREIGN_ORDER ->
          isLoud(loudest, EvidenceStream.REFUSALS)
              ? Category.ENDPOINT_DISCOVERY
              : Category.SEQUENCE_ANOMALY;
      case NEW_CLIENTS ->
          first.hits() > 4 ? Category.CREDENTIAL_SHARING : Category.ACCOUNT_TAKEOVER;
      case REFUSED_CALLERS -> Category.CREDENTIAL_STUFFING;
      case TURNS -> Category.ACCOUNT_TAKEOVER;
      case SWITCHES ->
          isLoud(loudest, EvidenceStream.TURNS)
              ? Category.ACCOUNT_TAKEOVER
              : Category.CREDENTIAL_SHARING;
      case REPEATS -> Category.RUNAWAY_LOOP;
      case MONOTONY ->
          isLoud(loudest, EvidenceStream.REFUSALS)
              ? refused(loudest, f)
              : slow ? Category.SCRAPING : Category.BULK_OBJECT_ACCESS;
    };
  }

  /**
   * Whether all that is loud is who calls, not what is done: a move or a new client beside the old
   * one looks like a stolen credential until it behaves like one.
   */
  public static boolean isOnlyWho(List<StreamReading> readings) {
    return readings.stream()
        .filter(r -> r.logEvidence() > LOUD)
        .allMatch(
            r ->
                r.stream() == EvidenceStream.TURNS
                    || r.stream() == EvidenceStream.SWITCHES
                    || r.stream() == EvidenceStream.NEW_CLIENTS);
  }

  /**
   * Whether all that is loud is how much a newcomer calls, beside others of its kind: whoever comes
   * first fetches what there is.
   */
  public static boolean isFirstLoad(List<StreamReading> readings) {
    return readings.stream()
        .filter(r -> r.logEvidence() > LOUD)
        .allMatch(
            r ->
                r.peers() > 0
                    && (r.stream() == EvidenceStream.CALLS
                        || r.stream() == EvidenceStream.KILOBYTES));
  }

  /**
   * Whether all that is loud is how much it does and for how many objects, and none of it has
   * gathered since before {@code earliest}: what goes on longer is no run of a job.
   */
  public static boolean isOnlyHowMuch(List<StreamReading> readings, long earliest) {
    return readings.stream()
        .filter(r -> r.logEvidence() > LOUD)
        .allMatch(
            r ->
                r.since() >= earliest
                    && (r.stream() == EvidenceStream.CALLS
                        || r.stream() == EvidenceStream.KILOBYTES
                        || r.stream() == EvidenceStream.NEW_OBJECTS));
  }

  private static Category refused(List<StreamReading> loudest, FeatureVector f) {
    double unauthorized = f.get(Feature.UNAUTHORIZED_5M);
    double forbidden = f.get(Feature.FORBIDDEN_5M);
    double missing = f.get(Feature.NOT_FOUND_5M);
    if (unauthorized > forbidden + missing) {
      return Category.CREDENTIAL_STUFFING;
    }
    if (isLoud(loudest, EvidenceStream.NEW_ROUTES) && missing > forbidden) {
      return Category.ENDPOINT_DISCOVERY;
    }
    return Category.OBJECT_ENUMERATION;
  }

  private static Category objects(List<StreamReading> loudest, boolean slow) {
    if (isLoud(loudest, EvidenceStream.WALKS) || isLoud(loudest, EvidenceStream.REFUSALS)) {
      return Category.OBJECT_ENUMERATION;
    }
    return slow ? Category.SCRAPING : Category.BULK_OBJECT_ACCESS;
  }

  private static boolean isLoud(List<StreamReading> readings, EvidenceStream stream) {
    return readings.stream().anyMatch(r -> r.stream() == stream && r.logEvidence() > LOUD);
  }
}
