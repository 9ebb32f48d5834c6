package io.gatewatch.gateways;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Locale;

/**
 * What one gateway does about one quota: a row of {@code gatewatch.quota-status}, see
 * schemas/quota-status.schema.json. It tells what was read back, not what was sent.
 *
 * @param schema 1
 * @param gateway the node's name
 * @param key the quota key
 * @param quotaId null where the record cannot be believed
 * @param effective the limit in force on this node; null where the operator's own limits hold
 * @param reason one word more, null where the result says it all
 * @param latencyMillis from the receipt of the update to the moment it was read back; null where
 *     nothing was applied
 * @param time of the reader's wall clock
 */
@JsonPropertyOrder({
  "schema",
  "gateway",
  "key",
  "quotaId",
  "controllerEpoch",
  "version",
  "result",
  "effective",
  "reason",
  "latencyMillis",
  "time"
})
public record QuotaStatus(
    int schema,
    String gateway,
    String key,
    String quotaId,
    Long controllerEpoch,
    Long version,
    Result result,
    Effective effective,
    String reason,
    Long latencyMillis,
    Instant time) {
  /** The topic that carries it, keyed by gateway/quota key. */
  public static final String TOPIC = "gatewatch.quota-status";

  /** What became of an update. */
  public enum Result {
    /** Read back as it should be. */
    APPLIED,
    /** Older than what is held. */
    STALE,
    /** Not believed. */
    REJECTED,
    /** Its time is over; base holds again. */
    EXPIRED,
    /** The gateway does not answer, or holds something else than it was given. */
    FAILED,
    /** This gateway cannot keep such a limit; base holds. */
    UNSUPPORTED;

    /** The name on the wire. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The limit in force on this node. */
  public record Effective(boolean blocked, int requests, int windowSeconds, int burst) {
    static Effective of(EffectiveLimit limit) {
      return new Effective(limit.blocked(), limit.requests(), limit.windowSeconds(), limit.burst());
    }
  }

  /** The record's key. */
  public String recordKey() {
    return gateway + "/" + key;
  }
}
