package io.gatewatch.ingest.masking;

import java.math.BigInteger;

/**
 * The three hints of a running number, SipHash-128 under the hint key: of the number, of the number
 * after it, and of its block of 64. Tenant, kind and prefix go into each. They stay in the instance
 * until the next number; confined to one thread.
 */
final class Hints {
  /** Roles end at the same place, so that one message serves all three. */
  private static final byte[] BLOCK_ROLE = {'b', 'l', 'o', 'c', 'k', 0};

  private static final byte[] WALK_ROLE = {'w', 'a', 'l', 'k', 0};
  private static final int BLOCK_BITS = 6;
  private static final int LONG_DIGITS = 18;

  private final SipHash sip;
  private final Message message = new Message();
  private String walk;
  private String next;
  private String block;

  Hints(byte[] key) {
    sip = new SipHash(key);
  }

  /** Works out the hints of a number. */
  Hints of(String tenant, String kind, NumericId number) {
    message.startAt(1).put(WALK_ROLE);
    message.put(tenant).end().put(kind).end().put(number.prefix()).end();
    int space = message.length();
    if (number.digits().length() <= LONG_DIGITS) {
      long value = Long.parseLong(number.digits());
      message.put(value);
      walk = hash(1);
      message.startAt(space).put(value + 1);
      next = hash(1);
      message.startAt(space).put(value >> BLOCK_BITS);
    } else {
      BigInteger value = new BigInteger(number.digits());
      message.put(value.toString());
      walk = hash(1);
      message.startAt(space).put(value.add(BigInteger.ONE).toString());
      next = hash(1);
      message.startAt(space).put(value.shiftRight(BLOCK_BITS).toString());
    }
    System.arraycopy(BLOCK_ROLE, 0, message.bytes(), 0, BLOCK_ROLE.length);
    block = hash(0);
    return this;
  }

  String walk() {
    return walk;
  }

  String next() {
    return next;
  }

  String block() {
    return block;
  }

  private String hash(int from) {
    sip.hash(message.bytes(), from, message.length());
    return sip.hex();
  }
}
