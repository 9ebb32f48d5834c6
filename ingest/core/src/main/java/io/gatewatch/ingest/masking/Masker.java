package io.gatewatch.ingest.masking;

import io.gatewatch.ingest.ObjectRef;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.macs.SipHash128;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Turns ids into keyed hashes of 128 bits in lower-case hex: HMAC-SHA-256 cut to its first half for
 * identity, SipHash-2-4-128 under another key for the hints of numeric ids. Purpose and tenant go
 * into every hash, so equal ids of two tenants, or of a consent and an account, do not meet.
 *
 * <p>SipHash: Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012. Keeps state while it
 * hashes and is confined to one thread.
 */
public final class Masker {
  /** What an id names. The purpose is part of its hash. */
  public enum Purpose {
    CREDENTIAL,
    CONSENT,
    CUSTOMER,
    CLAIM,
    AGENT,
    LINE,
    HOST
  }

  private static final int BYTES = 16;
  private static final BigInteger BLOCK = BigInteger.valueOf(64);

  private final Mac mac;
  private final SipHash128 sip = new SipHash128(2, 4);

  /** A masker under these keys. */
  public Masker(MaskingKeys keys) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(keys.hashKey(), "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no HmacSHA256", e);
    }
    sip.init(new KeyParameter(keys.hintKey()));
  }

  /** Keyed hash of an id within a tenant; null stays null. */
  public String hash(Purpose purpose, String tenant, String id) {
    if (id == null) {
      return null;
    }
    return hmac(purpose.name(), tenant, id.getBytes(StandardCharsets.UTF_8));
  }

  /** Keyed hash of a whole line. */
  public String lineHash(String tenant, byte[] line) {
    return hmac(Purpose.LINE.name(), tenant, line);
  }

  /**
   * Masks an object's id. IBANs, UUIDs and numbers have one spelling each before they are hashed;
   * ids with a running number also get their hints, see {@link NumericId}.
   */
  public ObjectRef object(String kind, String tenant, String id) {
    String spelled = NumericId.canonical(id);
    String hash = hmac("OBJECT/" + kind, tenant, spelled.getBytes(StandardCharsets.UTF_8));
    NumericId number = NumericId.of(spelled);
    if (number == null) {
      return new ObjectRef(kind, hash, null, null, null);
    }
    String space = tenant + "\0" + kind + "\0" + number.prefix() + "\0";
    return new ObjectRef(
        kind,
        hash,
        hint("walk\0", space, number.value()),
        hint("walk\0", space, number.value().add(BigInteger.ONE)),
        hint("block\0", space, number.value().divide(BLOCK)));
  }

  private String hmac(String purpose, String tenant, byte[] bytes) {
    mac.update((purpose + "\0" + tenant + "\0").getBytes(StandardCharsets.UTF_8));
    return hex(mac.doFinal(bytes));
  }

  private String hint(String role, String space, BigInteger number) {
    byte[] message = (role + space + number).getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[BYTES];
    sip.update(message, 0, message.length);
    sip.doFinal(out, 0);
    return hex(out);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(Arrays.copyOf(bytes, BYTES));
  }
}
