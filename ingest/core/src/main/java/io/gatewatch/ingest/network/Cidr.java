package io.gatewatch.ingest.network;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * A network, such as 10.0.0.0/8 or 2001:db8::/32; an address alone is a network of one. Networks of
 * IPv6 hold no IPv4 address.
 *
 * @param first its first address
 * @param prefix how many leading bits an address shares with it, 0..32 or 0..128
 */
public record Cidr(NetworkAddress first, int prefix) {

  /**
   * Reads a network.
   *
   * @throws IllegalArgumentException when it is none, or names an address inside a network
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Cidr of(String text) {
    int slash = text == null ? -1 : text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    NetworkAddress first = NetworkAddress.of(address);
    if (first == null) {
      throw new IllegalArgumentException(text + " (expected: a network such as 10.0.0.0/8)");
    }
    int bits = first.v4() ? 32 : 128;
    int prefix = slash < 0 ? bits : prefix(text, slash, first);
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException(text + " (expected: /0 to /" + bits + ")");
    }
    Cidr network = new Cidr(first, prefix);
    if (network.hasHostBits()) {
      throw new IllegalArgumentException(
          text
              + " (an address inside a network; expected: the network's first, or no /"
              + prefix
              + ")");
    }
    return network;
  }

  /** Whether an address lies in it. */
  public boolean contains(NetworkAddress address) {
    return address.v4() == first.v4()
        && ((address.high() ^ first.high()) & highMask()) == 0
        && ((address.low() ^ first.low()) & lowMask()) == 0;
  }

  private boolean hasHostBits() {
    return (first.high() & ~highMask()) != 0 || (first.low() & ~lowMask()) != 0;
  }

  private long highMask() {
    return first.v4() ? -1 : leading(Math.min(prefix, 64));
  }

  private long lowMask() {
    return leading(first.v4() ? prefix + 32 : Math.max(0, prefix - 64));
  }

  /** So many ones, then zeros. */
  private static long leading(int ones) {
    return ones == 0 ? 0 : -1L << (64 - ones);
  }

  /** The number behind the slash; −1 when it is none. */
  private static int prefix(String text, int slash, NetworkAddress first) {
    String digits = text.substring(slash + 1);
    if (digits.isEmpty() || digits.length() > 3) {
      return -1;
    }
    int prefix = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      prefix = prefix * 10 + (c - '0');
    }
    // ::ffff:10.0.0.0/104 is 10.0.0.0/8.
    return first.v4() && text.indexOf(':') >= 0 ? prefix - 96 : prefix;
  }
}
