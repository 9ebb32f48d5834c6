package io.gatewatch.replaydata.generate;

import static io.gatewatch.replaydata.generate.AttackKind.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One way to carry out a kind of attack. A variant that is held out is not to be looked at while
 * thresholds are tuned: what is reported of it is what a detector does against the unknown.
 */
public enum AttackVariant {
  STUFFING_ONE_NETWORK(CREDENTIAL_STUFFING, "one_network", 2),
  STUFFING_FEW_NETWORKS(CREDENTIAL_STUFFING, "few_networks", 2),
  STUFFING_DISTRIBUTED(CREDENTIAL_STUFFING, "distributed", 4),
  STUFFING_DISTRIBUTED_SLOW(CREDENTIAL_STUFFING, "distributed_slow", 12, true),

  TAKEOVER_PARALLEL(ACCOUNT_TAKEOVER, "parallel", 8),
  TAKEOVER_REPLACING(ACCOUNT_TAKEOVER, "replaces_agent", 8),
  TAKEOVER_SLOW(ACCOUNT_TAKEOVER, "slow", 12, true),

  SHARING_MANY_NETWORKS(CREDENTIAL_SHARING, "many_networks", 8),
  SHARING_TWO_SITES(CREDENTIAL_SHARING, "two_sites", 8),

  ENUMERATION_WALK(OBJECT_ENUMERATION, "walk_refused", 2),
  ENUMERATION_RANDOM(OBJECT_ENUMERATION, "random_refused", 2),
  ENUMERATION_WALK_SLOW(OBJECT_ENUMERATION, "walk_slow", 10),
  ENUMERATION_RANDOM_SLOW(OBJECT_ENUMERATION, "random_slow", 10, true),

  BULK_WALK(BULK_OBJECT_ACCESS, "walk_open", 2),
  BULK_RANDOM(BULK_OBJECT_ACCESS, "random_open", 2),
  BULK_WALK_SLOW(BULK_OBJECT_ACCESS, "walk_open_slow", 10, true),

  EXFILTRATION_LARGE(DATA_EXFILTRATION, "large_answers", 2),
  EXFILTRATION_ORDINARY_RATE(DATA_EXFILTRATION, "ordinary_rate", 6),
  EXFILTRATION_MANY_SMALL(DATA_EXFILTRATION, "many_small", 3, true),

  SCRAPING_BRISK(SCRAPING, "brisk", 2),
  SCRAPING_LOW_AND_SLOW(SCRAPING, "low_and_slow", 11),
  SCRAPING_WITHIN_VOLUME(SCRAPING, "within_volume", 10, true),

  SPIKE_USUAL_CALLS(VOLUME_SPIKE, "usual_calls", 2),
  SPIKE_PULSES(VOLUME_SPIKE, "pulses", 3),

  RAMP_DOUBLING(VOLUME_RAMP, "doubling", 5),
  RAMP_POISONING(VOLUME_RAMP, "poisoning", 21 * 24),
  RAMP_STAIRS(VOLUME_RAMP, "stairs", 8, true),

  SCOPE_WRITES(SCOPE_VIOLATION, "writes", 5),
  SCOPE_PAYMENTS(SCOPE_VIOLATION, "payments", 5),
  SCOPE_OTHER_RESOURCES(SCOPE_VIOLATION, "other_resources", 5, true),

  CONSENT_HOURLY(CONSENT_VIOLATION, "hourly", 26),
  CONSENT_PAGED(CONSENT_VIOLATION, "paged", 26),
  CONSENT_MANY(CONSENT_VIOLATION, "many_consents", 26, true),

  DISCOVERY_BY_AGENT(ENDPOINT_DISCOVERY, "by_agent", 2),
  DISCOVERY_BY_STRANGER(ENDPOINT_DISCOVERY, "by_stranger", 2),
  DISCOVERY_SLOW(ENDPOINT_DISCOVERY, "slow", 6),

  INJECTION_SQL(INJECTION_PROBE, "sql", 4),
  INJECTION_TRAVERSAL(INJECTION_PROBE, "path_traversal", 4),
  INJECTION_TEMPLATE(INJECTION_PROBE, "template", 4),
  INJECTION_COMMAND(INJECTION_PROBE, "command", 4),
  INJECTION_USER_AGENT(INJECTION_PROBE, "user_agent", 4, true),

  SEQUENCE_ORDER(SEQUENCE_ANOMALY, "alien_order", 6),
  SEQUENCE_OPERATIONS(SEQUENCE_ANOMALY, "alien_operations", 6),
  SEQUENCE_WANDERING(SEQUENCE_ANOMALY, "wandering", 8, true),

  LOOP_SAME_CALL(RUNAWAY_LOOP, "same_call", 2),
  LOOP_CYCLE(RUNAWAY_LOOP, "cycle", 2, true),
  LOOP_RETRY_STORM(RUNAWAY_LOOP, "retry_storm", 2),

  BURST_MANY(PAYMENT_BURST, "many_small", 2),
  BURST_FEW(PAYMENT_BURST, "few", 2),
  BURST_SPREAD(PAYMENT_BURST, "spread", 3, true),

  ABUSE_ANSWERED(UNAUTHENTICATED_ABUSE, "answered", 4),
  ABUSE_HIDDEN_IN_SCAN(UNAUTHENTICATED_ABUSE, "hidden_in_scan", 4, true),

  IMPERSONATION_QUERY(CLIENT_IMPERSONATION, "in_query", 4),
  IMPERSONATION_HEADER(CLIENT_IMPERSONATION, "in_header", 4),
  IMPERSONATION_BY_AGENT(CLIENT_IMPERSONATION, "by_agent", 4, true),

  DEPRECATED_ONLY(DEPRECATED_ENDPOINT, "old_version", 5),
  DEPRECATED_MIXED(DEPRECATED_ENDPOINT, "mixed_versions", 5),
  DEPRECATED_SLOW(DEPRECATED_ENDPOINT, "slow", 10, true),

  UNDOCUMENTED_BY_AGENT(UNDOCUMENTED_ENDPOINT, "by_agent", 5),
  UNDOCUMENTED_BY_STRANGER(UNDOCUMENTED_ENDPOINT, "by_stranger", 5),
  UNDOCUMENTED_STRAIGHT(UNDOCUMENTED_ENDPOINT, "straight", 5, true),

  SILENCE_SUDDEN(SILENCE, "sudden", 12),

  OFF_HOURS_NIGHT(OFF_HOURS, "night", 34),
  OFF_HOURS_WEEKEND(OFF_HOURS, "weekend", 8 * 24, true);

  private final AttackKind kind;
  private final String wireName;
  private final long longestMillis;
  private final boolean heldOut;

  AttackVariant(AttackKind kind, String wireName, int longestHours) {
    this(kind, wireName, longestHours, false);
  }

  AttackVariant(AttackKind kind, String wireName, int longestHours, boolean heldOut) {
    this.kind = kind;
    this.wireName = wireName;
    this.longestMillis = longestHours * Hour.MILLIS;
    this.heldOut = heldOut;
  }

  public AttackKind kind() {
    return kind;
  }

  /** Its name in labels and scenarios, unique within its kind. */
  public String wireName() {
    return wireName;
  }

  /** True when nobody should tune by it. */
  public boolean isHeldOut() {
    return heldOut;
  }

  /** An attack ends within this time of its beginning: a stream looks back so far for it. */
  long longestMillis() {
    return longestMillis;
  }

  /** The variants of a kind; the first is the plainest. */
  public static List<AttackVariant> of(AttackKind kind) {
    List<AttackVariant> variants = new ArrayList<>(Arrays.asList(values()));
    variants.removeIf(variant -> variant.kind != kind);
    return variants;
  }
}
