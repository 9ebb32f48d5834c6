package io.gatewatch.ingest.masking;

import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A pair of secret keys, one for hashes (HMAC-SHA-256, 32 bytes) and one for hints (SipHash-128, 16
 * bytes), and when it came into force. Written as one line of the key file:
 *
 * <pre>gatewatch-masking-1 ID HASH-KEY HINT-KEY [from=RFC 3339] [overlap=ISO 8601] [identity]</pre>
 */
final class MaskingKey {
  /** The round of the contract: a key starts with one. */
  static final Duration ROUND = Duration.ofSeconds(10);

  static final Duration OVERLAP = Duration.ofDays(7);

  private static final String VERSION = "gatewatch-masking-1";
  private static final int HASH_KEY_BYTES = 32;
  private static final int HINT_KEY_BYTES = 16;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");

  private final String id;
  private final byte[] hashKey;
  private final byte[] hintKey;
  private final Instant from;
  private final Duration overlap;
  private final boolean identity;

  private MaskingKey(
      String id, byte[] hashKey, byte[] hintKey, Instant from, Duration overlap, boolean identity) {
    this.id = id;
    this.hashKey = hashKey;
    this.hintKey = hintKey;
    this.from = from;
    this.overlap = overlap;
    this.identity = identity;
  }

  /** A pair in force since ever. */
  static MaskingKey of(String id, byte[] hashKey, byte[] hintKey) {
    return new MaskingKey(id, hashKey, hintKey, null, OVERLAP, false);
  }

  /** A new pair, in force from a time on; null for since ever. */
  static MaskingKey draw(SecureRandom random, Instant from) {
    byte[] bytes = new byte[4 + HASH_KEY_BYTES + HINT_KEY_BYTES];
    random.nextBytes(bytes);
    return new MaskingKey(
        "k-" + Hex.of(bytes, 4),
        Arrays.copyOfRange(bytes, 4, 4 + HASH_KEY_BYTES),
        Arrays.copyOfRange(bytes, 4 + HASH_KEY_BYTES, bytes.length),
        from,
        OVERLAP,
        false);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException when it is none; the message never shows the line
   */
  static MaskingKey parse(String line) {
    String[] parts = line.strip().split(" +", -1);
    if (parts.length < 4 || !parts[0].equals(VERSION) || !ID.matcher(parts[1]).matches()) {
      throw new IllegalArgumentException("expected: " + VERSION + " ID HASH-KEY HINT-KEY");
    }
    Instant from = null;
    Duration overlap = OVERLAP;
    boolean identity = false;
    for (String part : Arrays.asList(parts).subList(4, parts.length)) {
      if (part.startsWith("from=")) {
        from = roundStart(part.substring(5));
      } else if (part.startsWith("overlap=")) {
        overlap = overlap(part.substring(8));
      } else if (part.equals("identity")) {
        identity = true;
      } else {
        throw new IllegalArgumentException("behind the keys only from=, overlap= and identity");
      }
    }
    byte[] hash = secret(parts[2], HASH_KEY_BYTES);
    byte[] hint = secret(parts[3], HINT_KEY_BYTES);
    return new MaskingKey(parts[1], hash, hint, from, overlap, identity);
  }

  /** Whether a time is the start of a round. */
  static boolean isRoundStart(Instant time) {
    return time.getNano() == 0 && time.getEpochSecond() % ROUND.toSeconds() == 0;
  }

  String id() {
    return id;
  }

  byte[] hashKey() {
    return hashKey.clone();
  }

  byte[] hintKey() {
    return hintKey.clone();
  }

  /** When it came into force; null for since ever. */
  Instant from() {
    return from;
  }

  /** For how long after its start the key before it is used beside it. */
  Duration overlap() {
    return overlap;
  }

  /** Whether identities are hashed under this key from its start on. */
  boolean isIdentity() {
    return identity;
  }

  /** The secret line. */
  String line() {
    HexFormat hex = HexFormat.of();
    String start = from == null ? "" : " from=" + from;
    String beside = overlap.equals(OVERLAP) ? "" : " overlap=" + overlap;
    return String.join(" ", VERSION, id, hex.formatHex(hashKey), hex.formatHex(hintKey))
        + start
        + beside
        + (identity ? " identity" : "");
  }

  MaskingKey withOverlap(Duration changed) {
    return new MaskingKey(id, hashKey, hintKey, from, changed, identity);
  }

  MaskingKey asIdentity() {
    return new MaskingKey(id, hashKey, hintKey, from, overlap, true);
  }

  /** Names the pair, never shows it. */
  @Override
  public String toString() {
    return id + (from == null ? "" : " from " + from) + (identity ? " (identity)" : "");
  }

  private static byte[] secret(String hex, int length) {
    byte[] key;
    try {
      key = HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a key is not written in hex", null);
    }
    if (key.length != length || Arrays.equals(key, new byte[length])) {
      throw new IllegalArgumentException("a key is not of " + length + " bytes, or all zero");
    }
    return key;
  }

  private static Instant roundStart(String text) {
    try {
      Instant from = Instant.parse(text);
      if (isRoundStart(from)) {
        return from;
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("from= is no time, such as 2026-05-01T00:00:00Z", null);
    }
    throw new IllegalArgumentException("from= is not the start of a round (10 s)");
  }

  private static Duration overlap(String text) {
    try {
      Duration overlap = Duration.parse(text);
      if (!overlap.isNegative() && overlap.compareTo(Duration.ofDays(366)) <= 0) {
        return overlap;
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("overlap= is no duration, such as P7D", null);
    }
    throw new IllegalArgumentException("overlap= lies outside of 0 s to 366 d");
  }
}
