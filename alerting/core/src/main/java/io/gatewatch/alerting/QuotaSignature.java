package io.gatewatch.alerting;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The signature of a quota update: Ed25519 over the record's key bytes followed by its value bytes,
 * in a record header, so that no canonical JSON is needed and a value can not be replayed under
 * another key (a key holds no brace and a value begins with one, so the border is certain).
 */
public final class QuotaSignature {
  /** Name of the record header: kid, a dot, base64 of the 64 signature bytes. */
  public static final String HEADER = "gatewatch-signature";

  private static final String ALGORITHM = "Ed25519";

  private QuotaSignature() {}

  /** The header's value. */
  public static String sign(PrivateKey key, String kid, byte[] recordKey, byte[] recordValue) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(recordKey);
      signature.update(recordValue);
      return kid + "." + Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK from 15 on has Ed25519", e);
    }
  }

  /** Whether a header's value vouches for these bytes; false for anything unreadable. */
  public static boolean holds(
      PublicKey key, byte[] recordKey, byte[] recordValue, String headerValue) {
    int dot = headerValue.indexOf('.');
    if (dot < 0 || !headerValue.substring(0, dot).equals(kid(key))) {
      return false;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(headerValue.substring(dot + 1));
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(recordKey);
      signature.update(recordValue);
      return signature.verify(bytes);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** A key's id: the first 8 hex digits of SHA-256 over its X.509 form. */
  public static String kid(PublicKey key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Reads the text of {@code quota-signing.pub}: PEM of the X.509 form.
   *
   * @throws IllegalArgumentException when it is no such key
   */
  public static PublicKey publicKey(byte[] pem) {
    String text =
        new String(pem, StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----|\\s", "");
    try {
      X509EncodedKeySpec spec = new X509EncodedKeySpec(Base64.getDecoder().decode(text));
      return KeyFactory.getInstance(ALGORITHM).generatePublic(spec);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 public key in PEM form", e);
    }
  }
}
