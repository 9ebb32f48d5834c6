package io.gatewatch.console;

import io.gatewatch.alerting.Collateral;
import io.gatewatch.alerting.Limit;
import io.gatewatch.alerting.QuotaJson;
import io.gatewatch.alerting.QuotaMode;
import io.gatewatch.alerting.QuotaSignature;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.gateways.Outcome;
import io.gatewatch.gateways.QuotaTable;
import io.gatewatch.ingest.Principal;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;

/** Stands for the control topic: signs updates and lets a table judge them. */
final class QuotaDesk {
  private final KeyPair keys = newKeys();
  private final QuotaTable table = new QuotaTable(List.of(keys.getPublic()));
  private long version;

  QuotaTable table() {
    return table;
  }

  /** Halves an agent's limit from now on, for 15 minutes. */
  Outcome halve(String key, String agentName, QuotaMode mode, String alertId, Instant now) {
    return publish(key, agentName, mode, QuotaUpdate.Action.THROTTLE, alertId, now);
  }

  Outcome restore(String key, Instant now) {
    return publish(key, "", QuotaMode.ENFORCE, QuotaUpdate.Action.RESTORE, "a-77e1", now);
  }

  /** Whose signatures these are. */
  PublicKey publicKey() {
    return keys.getPublic();
  }

  /** Publishes an enforced step for some seconds, and lets the state hear of the whole record. */
  void enforce(LiveState state, String key, QuotaUpdate.Action action, int seconds, Instant now) {
    QuotaUpdate update = update(key, "", QuotaMode.ENFORCE, action, "a-1", seconds, now);
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    byte[] value = QuotaJson.write(update);
    byte[] signature = sign(keyBytes, value);
    state.quota(keyBytes, value, signature, table.apply(keyBytes, value, signature, now));
  }

  private Outcome publish(
      String key,
      String agentName,
      QuotaMode mode,
      QuotaUpdate.Action action,
      String alertId,
      Instant now) {
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    byte[] value = QuotaJson.write(update(key, agentName, mode, action, alertId, 900, now));
    return table.apply(keyBytes, value, sign(keyBytes, value), now);
  }

  private byte[] sign(byte[] key, byte[] value) {
    String kid = QuotaSignature.kid(keys.getPublic());
    return QuotaSignature.sign(keys.getPrivate(), kid, key, value).getBytes(StandardCharsets.UTF_8);
  }

  private QuotaUpdate update(
      String key,
      String agentName,
      QuotaMode mode,
      QuotaUpdate.Action action,
      String alertId,
      int seconds,
      Instant now) {
    String[] parts = key.split("/", -1);
    return new QuotaUpdate(
        1,
        "q-" + ++version,
        key,
        now,
        parts[3],
        agentName,
        new QuotaUpdate.Identity("kong.consumer.id", Principal.Assurance.VERIFIED),
        parts[2],
        "rate_limit",
        1,
        version,
        mode,
        action,
        action == QuotaUpdate.Action.RESTORE ? 1 : 0.5,
        new QuotaUpdate.Applied(60, 60, 20, "admitted", "group"),
        new Limit(120, 60, 40),
        "object_enumeration, risk 87",
        List.of(alertId),
        seconds,
        now,
        now.plusSeconds(seconds),
        QuotaUpdate.Approval.NOT_NEEDED,
        null,
        new Collateral(4, 0.0002),
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
