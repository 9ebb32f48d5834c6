package io.gatewatch.sinks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatewatch.alerting.Alert;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed webhooks as Standard Webhooks 1.0 has them: {@code webhook-id} is the idempotency key and
 * the same at each attempt, {@code webhook-timestamp} is of the attempt, {@code webhook-signature}
 * is {@code v1,} and base64 of HMAC-SHA-256 over {@code id.timestamp.body}. The body is {@code
 * {"type":"alert.created","timestamp":…,"data":<the alert>}}.
 *
 * @see <a href="https://www.standardwebhooks.com">Standard Webhooks</a>
 */
final class WebhookSink implements Sink {
  private static final String PREFIX = "whsec_";

  private final HttpPost post;
  private final SecretKeySpec secret;
  private final InstantSource clock;

  /**
   * @param secret {@code whsec_} and base64 of 24 to 64 bytes
   */
  WebhookSink(URI url, String secret, InstantSource clock) {
    this.secret = new SecretKeySpec(bytes(secret.strip()), "HmacSHA256");
    this.post = new HttpPost(url);
    this.clock = clock;
  }

  @Override
  public Delivery deliver(Alert alert, byte[] row) {
    String id = alert.alertId() + "-" + alert.version();
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    byte[] body = body(alert, row);
    return post.send(
        body,
        Map.of(
            "webhook-id", id,
            "webhook-timestamp", timestamp,
            "webhook-signature", "v1," + sign(id + "." + timestamp + ".", body)));
  }

  @Override
  public void close() {
    post.close();
  }

  private static byte[] body(Alert alert, byte[] row) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(row.length + 100);
    String type = alert.activity().name().toLowerCase(java.util.Locale.ROOT);
    String head =
        "{\"type\":\"alert." + type + "\",\"timestamp\":\"" + alert.time() + "\",\"data\":";
    body.writeBytes(head.getBytes(UTF_8));
    body.writeBytes(row);
    body.write('}');
    return body.toByteArray();
  }

  private String sign(String head, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      mac.update(head.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static byte[] bytes(String secret) {
    try {
      byte[] bytes =
          secret.startsWith(PREFIX)
              ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
              : new byte[0];
      if (bytes.length >= 24 && bytes.length <= 64) {
        return bytes;
      }
    } catch (IllegalArgumentException notBase64) {
      // told below, without the secret
    }
    throw new IllegalArgumentException(
        "secretFile: (expected: whsec_ and base64 of 24 to 64 random bytes)");
  }
}
