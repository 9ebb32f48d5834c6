package io.gatewatch.ingest.masking;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * HMAC-SHA-256 (RFC 2104) that absorbs the two padded keys once and starts each message from a copy
 * of those states: two compressions for a short message where {@code javax.crypto.Mac} needs four.
 * Confined to one thread.
 */
final class Hmac {
  private static final int BLOCK = 64;
  private static final int LENGTH = 32;

  private final MessageDigest inner;
  private final MessageDigest outer;
  private final byte[] out = new byte[LENGTH];

  /** Under a key of at most 64 bytes. */
  Hmac(byte[] key) {
    inner = keyed(key, (byte) 0x36);
    outer = keyed(key, (byte) 0x5c);
  }

  /** The 32 bytes of the code, good until the next call. */
  byte[] code(byte[] message, int length) {
    try {
      finish(copy(inner), message, length);
      finish(copy(outer), out, LENGTH);
      return out;
    } catch (DigestException | CloneNotSupportedException e) {
      throw new IllegalStateException("this JDK's SHA-256 cannot be copied", e);
    }
  }

  private void finish(MessageDigest digest, byte[] message, int length) throws DigestException {
    digest.update(message, 0, length);
    digest.digest(out, 0, LENGTH);
  }

  private static MessageDigest copy(MessageDigest digest) throws CloneNotSupportedException {
    return (MessageDigest) digest.clone();
  }

  private static MessageDigest keyed(byte[] key, byte pad) {
    byte[] block = Arrays.copyOf(key, BLOCK);
    for (int i = 0; i < BLOCK; i++) {
      block[i] ^= pad;
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(block);
      return digest;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
