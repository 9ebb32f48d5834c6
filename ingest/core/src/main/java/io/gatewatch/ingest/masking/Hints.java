package io.gatewatch.ingest.masking;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * The three hints of a running number, SipHash-128 under the hint key: of the number, of the number
 * after it, and of the block that it lies in. Tenant, kind and prefix go into each. They stay in
 * the instance until the next number; confined to one thread.
 *
 * <p>Blocks hold 64 numbers on average. Their edges are drawn, each by itself, from the hint key:
 * one in every 64 numbers, at 64·k + r(k) with r(k) from 0 to 63. Were they multiples of 64, every
 * walk across an edge of a known block would be known to the digit, joined to a known id or not.
 */
final class Hints {
  private static final byte[] BLOCK = role("block");
  private static final byte[] WALK = role("walk");
  private static final byte[] EDGE = role("edge");
  private static final int BITS = 6;
  private static final int LONG_DIGITS = 18;

  private final SipHash sip;
  private final Message message = new Message();
  private int space;
  private String walk;
  private String next;
  private String block;

  Hints(byte[] key) {
    sip = new SipHash(key);
  }

  /** Works out the hints of a number. */
  Hints of(String tenant, String kind, NumericId number) {
    // All roles end at the same place, so that one message serves them all.
    message.startAt(BLOCK.length);
    message.put(tenant).end().put(kind).end().put(number.prefix()).end();
    space = message.length();
    if (number.digits().length() <= LONG_DIGITS) {
      of(Long.parseLong(number.digits()));
    } else {
      of(new BigInteger(number.digits()));
    }
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

  private void of(long number) {
    walk = at(number).hash(WALK);
    next = at(number + 1).hash(WALK);
    long here = number >> BITS;
    at(here).sip(EDGE);
    boolean beforeEdge = number - (here << BITS) < edge();
    block = at(beforeEdge ? here : here + 1).hash(BLOCK);
  }

  private void of(BigInteger number) {
    walk = at(number).hash(WALK);
    next = at(number.add(BigInteger.ONE)).hash(WALK);
    BigInteger here = number.shiftRight(BITS);
    at(here).sip(EDGE);
    boolean beforeEdge = number.subtract(here.shiftLeft(BITS)).longValue() < edge();
    block = at(beforeEdge ? here : here.add(BigInteger.ONE)).hash(BLOCK);
  }

  private Hints at(long number) {
    message.startAt(space).put(number);
    return this;
  }

  private Hints at(BigInteger number) {
    message.startAt(space).put(number.toString());
    return this;
  }

  private long edge() {
    return sip.first() & ((1 << BITS) - 1);
  }

  private String hash(byte[] role) {
    sip(role);
    return sip.hex();
  }

  private void sip(byte[] role) {
    int from = BLOCK.length - role.length;
    System.arraycopy(role, 0, message.bytes(), from, role.length);
    sip.hash(message.bytes(), from, message.length());
  }

  private static byte[] role(String name) {
    return (name + "\0").getBytes(StandardCharsets.US_ASCII);
  }
}
