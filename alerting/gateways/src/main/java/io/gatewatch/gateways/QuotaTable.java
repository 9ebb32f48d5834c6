package io.gatewatch.gateways;

import io.gatewatch.alerting.QuotaJson;
import io.gatewatch.alerting.QuotaSignature;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.gateways.Outcome.Applied;
import io.gatewatch.gateways.Outcome.Ignored;
import io.gatewatch.gateways.Outcome.Reason;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The quotas that one reader of {@code gatewatch.quotas} holds: the newest update of each key.
 *
 * <p>An update is applied only if its signature holds, (controllerEpoch, version) is higher than
 * that of the one held for the key, and it has not expired; anything else is counted and ignored.
 * Expiry is enforced on read, so when nothing is heard any more every limit decays to normal. No
 * wall clock orders anything; {@code now} only ends things.
 *
 * <p>An update stays as a mark after its end, so that an older one cannot come back. About 2 KB a
 * key, and only the holder of a signing key can make keys. Safe for use by many threads.
 */
public final class QuotaTable {
  private final Map<String, PublicKey> signers = new HashMap<>();
  private final Map<String, HeldQuota> newest = new TreeMap<>();
  private final Map<Reason, Long> ignored = new EnumMap<>(Reason.class);

  /** An empty table that believes these signers; more than one while keys are being changed. */
  public QuotaTable(Collection<PublicKey> signers) {
    if (signers.isEmpty()) {
      throw new IllegalArgumentException("signers: none (expected: at least one public key)");
    }
    signers.forEach(key -> this.signers.put(QuotaSignature.kid(key), key));
  }

  /**
   * Takes one record.
   *
   * @param signatureHeader the header {@link QuotaSignature#HEADER}; null when the record has none
   * @param now the reader's wall clock, for expiry alone
   */
  public synchronized Outcome apply(byte[] key, byte[] value, byte[] signatureHeader, Instant now) {
    Outcome outcome = judge(key, value, signatureHeader, now);
    if (outcome instanceof Applied applied) {
      newest.put(applied.held().update().key(), applied.held());
    } else if (outcome instanceof Ignored no) {
      ignored.merge(no.reason(), 1L, Long::sum);
    }
    return outcome;
  }

  /** What a gateway has to apply at this moment, by key. */
  public List<HeldQuota> inForce(Instant now) {
    return held(now, HeldQuota::isEnforced);
  }

  /** What would have been in force were it not for mode or a missing approval, by key. */
  public List<HeldQuota> monitored(Instant now) {
    return held(now, HeldQuota::isMonitored);
  }

  /** How many records were ignored, by reason. */
  public synchronized Map<Reason, Long> ignored() {
    return new EnumMap<>(ignored);
  }

  private synchronized List<HeldQuota> held(Instant now, Predicate<HeldQuota> which) {
    return newest.values().stream().filter(quota -> !quota.isOver(now)).filter(which).toList();
  }

  private Outcome judge(byte[] key, byte[] value, byte[] signatureHeader, Instant now) {
    if (key == null || value == null || signatureHeader == null) {
      return new Ignored(Reason.UNSIGNED);
    }
    String signature = new String(signatureHeader, StandardCharsets.UTF_8);
    PublicKey signer = signers.get(signature.split("\\.", 2)[0]);
    if (signer == null) {
      return new Ignored(Reason.UNKNOWN_KEY);
    }
    if (!QuotaSignature.holds(signer, key, value, signature)) {
      return new Ignored(Reason.FORGED);
    }
    QuotaUpdate update = read(value);
    if (update == null) {
      return new Ignored(Reason.UNREADABLE);
    }
    if (!update.key().equals(new String(key, StandardCharsets.UTF_8))) {
      return new Ignored(Reason.WRONG_KEY);
    }
    if (!isNewer(update)) {
      return new Ignored(Reason.STALE);
    }
    HeldQuota held = new HeldQuota(update, end(update, now));
    return held.isOver(now) ? new Ignored(Reason.EXPIRED) : new Applied(held);
  }

  private static QuotaUpdate read(byte[] value) {
    try {
      QuotaUpdate update = QuotaJson.read(value);
      return isWhole(update) ? update : null;
    } catch (IllegalArgumentException notAnUpdate) {
      return null;
    }
  }

  private static boolean isWhole(QuotaUpdate update) {
    return update != null
        && update.schema() == 1
        && update.mode() != null
        && update.action() != null
        && update.approval() != null
        && update.limit() != null
        && update.expiresAt() != null;
  }

  private boolean isNewer(QuotaUpdate update) {
    HeldQuota held = newest.get(update.key());
    if (held == null) {
      return true;
    }
    int byEpoch = Long.compare(update.controllerEpoch(), held.update().controllerEpoch());
    return byEpoch != 0 ? byEpoch > 0 : update.version() > held.update().version();
  }

  private static Instant end(QuotaUpdate update, Instant receipt) {
    Instant byReceipt = receipt.plusSeconds(update.ttlSeconds());
    return byReceipt.isBefore(update.expiresAt()) ? byReceipt : update.expiresAt();
  }
}
