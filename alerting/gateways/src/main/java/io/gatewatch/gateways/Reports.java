package io.gatewatch.gateways;

import static java.util.Objects.requireNonNull;

import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.gateways.QuotaStatus.Effective;
import io.gatewatch.gateways.QuotaStatus.Result;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What a reader tells about its quotas: each change once, and how long an update took from its
 * receipt to being read back. Told by the reader's thread; receipts come from the follower's.
 */
final class Reports {
  private static final int MOST_KEYS = 100_000;
  private static final String LEFT = "operators_limits_hold";

  private final Place place;
  private final Consumer<QuotaStatus> sink;
  private final Map<String, Instant> receipts = new ConcurrentHashMap<>();
  private final Map<String, QuotaStatus> told = new HashMap<>();

  Reports(Place place, Consumer<QuotaStatus> sink) {
    this.place = requireNonNull(place, "place");
    this.sink = requireNonNull(sink, "sink");
  }

  /** An update of this key came and counts. */
  void received(String key, Instant now) {
    receipts.put(key, now);
  }

  void applied(EffectiveLimit limit, Instant now) {
    Instant receipt = receipts.remove(key(limit.slot()));
    Long latency =
        receipt == null ? null : Math.max(0, now.toEpochMilli() - receipt.toEpochMilli());
    if (latency != null) {
      ReaderMetrics.APPLY_SECONDS.observe(latency / 1000.0);
    }
    tell(status(limit, Result.APPLIED, Effective.of(limit), latency, now));
  }

  /** A raise was taken that this gateway leaves to the operator's own limits. */
  void leftToOperator(QuotaUpdate raise, Instant now) {
    receipts.remove(raise.key());
    tell(
        new QuotaStatus(
            1,
            place.node(),
            raise.key(),
            raise.quotaId(),
            raise.controllerEpoch(),
            raise.version(),
            Result.APPLIED,
            null,
            LEFT,
            null,
            now));
  }

  /** A limit is gone; the operator's own hold. */
  void gone(EffectiveLimit limit, Instant now) {
    boolean over = now.getEpochSecond() >= limit.until();
    tell(status(limit, over ? Result.EXPIRED : Result.APPLIED, null, null, now));
    told.remove(key(limit.slot()));
    receipts.remove(key(limit.slot()));
  }

  /** The gateway could not be given a limit, or holds another one, which may be null. */
  void failed(EffectiveLimit wanted, EffectiveLimit found, Instant now) {
    Effective effective = found == null ? null : Effective.of(found);
    tell(status(wanted, Result.FAILED, effective, null, now));
  }

  /**
   * A quota that this gateway does not take.
   *
   * @param reason one word more; null for none
   */
  void unfit(String key, Result result, String reason, Instant now) {
    tell(new QuotaStatus(1, place.node(), key, null, null, null, result, null, reason, null, now));
  }

  /** A record was ignored; what holds for its key, which may be nothing, goes on holding. */
  void ignored(String key, Outcome.Reason reason, EffectiveLimit holds, Instant now) {
    Result result =
        switch (reason) {
          case STALE -> Result.STALE;
          case EXPIRED -> Result.EXPIRED;
          default -> Result.REJECTED;
        };
    Effective effective = holds == null ? null : Effective.of(holds);
    String word = reason.wireName();
    tell(
        new QuotaStatus(
            1, place.node(), key, null, null, null, result, effective, word, null, now));
  }

  private QuotaStatus status(
      EffectiveLimit limit, Result result, Effective effective, Long latency, Instant now) {
    return new QuotaStatus(
        1,
        place.node(),
        key(limit.slot()),
        limit.quotaId(),
        limit.epoch(),
        limit.version(),
        result,
        effective,
        null,
        latency,
        now);
  }

  private void tell(QuotaStatus status) {
    if (told.size() > MOST_KEYS) {
      told.clear();
    }
    QuotaStatus before = told.put(status.key(), status);
    if (before == null || !saysTheSame(before, status)) {
      ReaderMetrics.RESULTS.labelValues(status.result().wireName()).inc();
      sink.accept(status);
    }
  }

  private static boolean saysTheSame(QuotaStatus one, QuotaStatus other) {
    return one.result() == other.result()
        && java.util.Objects.equals(one.version(), other.version())
        && java.util.Objects.equals(one.controllerEpoch(), other.controllerEpoch())
        && java.util.Objects.equals(one.effective(), other.effective())
        && java.util.Objects.equals(one.reason(), other.reason());
  }

  private String key(Slot slot) {
    return slot.quotaKey(place.tenant(), place.group());
  }
}
