package io.gatewatch.gateways;

import io.gatewatch.alerting.Collateral;
import io.gatewatch.alerting.Limit;
import io.gatewatch.alerting.QuotaJson;
import io.gatewatch.alerting.QuotaMode;
import io.gatewatch.alerting.QuotaSignature;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.alerting.QuotaUpdate.Action;
import io.gatewatch.alerting.QuotaUpdate.Applied;
import io.gatewatch.alerting.QuotaUpdate.Approval;
import io.gatewatch.alerting.QuotaUpdate.Identity;
import io.gatewatch.ingest.Principal;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;

/** Signs updates as the alerting app would, with a key pair of its own. */
final class Controller {
  static final Instant ISSUED = Instant.parse("2026-02-03T09:00:00Z");

  private final KeyPair keys = newKeys();

  /** A record as it would lie on the topic. */
  static final class Signed {
    final byte[] key;
    final byte[] value;
    final byte[] signature;

    private Signed(byte[] key, byte[] value, byte[] signature) {
      this.key = key;
      this.value = value;
      this.signature = signature;
    }

    Outcome applyTo(QuotaTable table, Instant now) {
      return table.apply(key, value, signature, now);
    }
  }

  PublicKey publicKey() {
    return keys.getPublic();
  }

  Signed sign(QuotaUpdate update) {
    return sign(update.key(), QuotaJson.write(update));
  }

  Signed sign(String key, byte[] value) {
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    String header =
        QuotaSignature.sign(
            keys.getPrivate(), QuotaSignature.kid(keys.getPublic()), keyBytes, value);
    return new Signed(keyBytes, value, header.getBytes(StandardCharsets.UTF_8));
  }

  /** Halves the limit of loan-agent-3 for 15 minutes. */
  static QuotaUpdate cut(long epoch, long version) {
    return cut(epoch, version, QuotaMode.ENFORCE, Action.THROTTLE, Approval.NOT_NEEDED, 900);
  }

  /** A step of the way back to base; factor 1 is base. */
  static QuotaUpdate restore(long version, double factor) {
    return update(1, version, QuotaMode.ENFORCE, Action.RESTORE, Approval.NOT_NEEDED, 900, factor);
  }

  static QuotaUpdate cut(
      long epoch, long version, QuotaMode mode, Action action, Approval approval, int ttl) {
    return update(epoch, version, mode, action, approval, ttl, 0.5);
  }

  private static QuotaUpdate update(
      long epoch,
      long version,
      QuotaMode mode,
      Action action,
      Approval approval,
      int ttl,
      double factor) {
    return new QuotaUpdate(
        1,
        "q-" + epoch + "-" + version,
        "acme/edge/loans.read/loan-agent-3",
        ISSUED,
        "loan-agent-3",
        "Loan agent 3",
        new Identity("kong.consumer.id", Principal.Assurance.VERIFIED),
        "loans.read",
        "rate_limit",
        epoch,
        version,
        mode,
        action,
        factor,
        new Applied(40, 60, 10, "admitted", "group"),
        new Limit(80, 60, 20),
        "volume_spike, risk 71",
        List.of("a-2c"),
        ttl,
        ISSUED,
        ISSUED.plusSeconds(900),
        approval,
        null,
        new Collateral(3, 0.001),
        "gatewatch-alerting",
        List.of());
  }

  private static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK since 15 has Ed25519", e);
    }
  }
}
