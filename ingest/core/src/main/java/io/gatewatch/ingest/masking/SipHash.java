package io.gatewatch.ingest.masking;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * SipHash-2-4 with 128 bits of output, over a part of an array and without an allocation. Aumasson
 * and Bernstein, "SipHash: a fast short-input PRF", 2012. The answer of {@link #hash} stays in the
 * instance until the next one; confined to one thread.
 */
final class SipHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long k0;
  private final long k1;
  private long v0;
  private long v1;
  private long v2;
  private long v3;
  private long first;
  private long second;

  /** Under a key of 16 bytes. */
  SipHash(byte[] key) {
    k0 = (long) LONG.get(key, 0);
    k1 = (long) LONG.get(key, 8);
  }

  /** Hashes the bytes from, inclusive, to, exclusive. */
  void hash(byte[] message, int from, int to) {
    v0 = k0 ^ 0x736f6d6570736575L;
    v1 = k1 ^ 0x646f72616e646f6dL ^ 0xee;
    v2 = k0 ^ 0x6c7967656e657261L;
    v3 = k1 ^ 0x7465646279746573L;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      absorb((long) LONG.get(message, at));
    }
    absorb(tail(message, at, to) | ((long) (to - from) << 56));
    v2 ^= 0xee;
    rounds(4);
    first = v0 ^ v1 ^ v2 ^ v3;
    v1 ^= 0xdd;
    rounds(4);
    second = v0 ^ v1 ^ v2 ^ v3;
  }

  /** First word of the last answer. */
  long first() {
    return first;
  }

  /** Second word of the last answer. */
  long second() {
    return second;
  }

  /** The last answer in hex. */
  String hex() {
    return Hex.ofLittleEndian(first, second);
  }

  private void absorb(long word) {
    v3 ^= word;
    rounds(2);
    v0 ^= word;
  }

  private static long tail(byte[] message, int at, int to) {
    long word = 0;
    for (int i = to - 1; i >= at; i--) {
      word = (word << 8) | (message[i] & 255);
    }
    return word;
  }

  private void rounds(int count) {
    long a = v0;
    long b = v1;
    long c = v2;
    long d = v3;
    for (int i = 0; i < count; i++) {
      a += b;
      b = Long.rotateLeft(b, 13) ^ a;
      a = Long.rotateLeft(a, 32);
      c += d;
      d = Long.rotateLeft(d, 16) ^ c;
      a += d;
      d = Long.rotateLeft(d, 21) ^ a;
      c += b;
      b = Long.rotateLeft(b, 17) ^ c;
      c = Long.rotateLeft(c, 32);
    }
    v0 = a;
    v1 = b;
    v2 = c;
    v3 = d;
  }
}
