package io.gatewatch.ingest.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An IP address in its one spelling (RFC 5952 for IPv6), and the network it is charged to when
 * nobody vouches for the caller: a /24 of IPv4, a /48 of IPv6. Private and documentation ranges are
 * networks like any other. Never asks a name server.
 *
 * @param text the address
 * @param network such as 192.0.2.0/24 or 2001:db8:1::/48
 * @param high the first 64 bits of an IPv6 address; 0 for IPv4
 * @param low its last 64 bits; the 32 bits of an IPv4 address
 * @param v4 whether it is IPv4, also when it was written in IPv6 clothes (::ffff:192.0.2.1)
 */
public record NetworkAddress(String text, String network, long high, long low, boolean v4) {

  /** Reads an address; null when it is none. */
  public static NetworkAddress of(String text) {
    byte[] bytes = parse(text);
    if (bytes == null) {
      return null;
    }
    if (bytes.length == 4) {
      String three = (bytes[0] & 255) + "." + (bytes[1] & 255) + "." + (bytes[2] & 255) + ".";
      long bits = number(bytes, 0, 4);
      return new NetworkAddress(three + (bytes[3] & 255), three + "0/24", 0, bits, true);
    }
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (int) number(bytes, 2 * i, 2);
    }
    int[] network = {groups[0], groups[1], groups[2], 0, 0, 0, 0, 0};
    return new NetworkAddress(
        spell(groups), spell(network) + "/48", number(bytes, 0, 8), number(bytes, 8, 8), false);
  }

  private static long number(byte[] bytes, int from, int length) {
    long number = 0;
    for (int i = from; i < from + length; i++) {
      number = number << 8 | (bytes[i] & 255);
    }
    return number;
  }

  private static byte[] parse(String text) {
    if (text == null || text.isEmpty() || text.length() > 45) {
      return null;
    }
    if (text.indexOf(':') < 0) {
      return parseV4(text);
    }
    // InetAddress asks the name service for a text with a colon that starts with a dot.
    if (text.charAt(0) == '.') {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean hex = c <= 'f' && Character.digit(c, 16) >= 0;
      if (!hex && c != ':' && c != '.') {
        return null;
      }
    }
    try {
      // A text with a colon is taken as a literal or refused; it is never looked up.
      InetAddress address = InetAddress.getByName(text);
      return address instanceof Inet4Address v4 ? v4.getAddress() : address.getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static byte[] parseV4(String text) {
    byte[] bytes = new byte[4];
    int part = 0;
    int value = -1;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : '.';
      if (c >= '0' && c <= '9') {
        value = Math.max(0, value) * 10 + (c - '0');
      } else if (c != '.' || value < 0 || part == 4) {
        return null;
      } else {
        bytes[part++] = (byte) value;
        value = -1;
      }
      if (value > 255) {
        return null;
      }
    }
    return part == 4 ? bytes : null;
  }

  /** Lower-case hex, no leading zeros, the first longest run of two or more zero groups as ::. */
  private static String spell(int[] groups) {
    int bestStart = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int length = 0;
      while (i + length < 8 && groups[i + length] == 0) {
        length++;
      }
      if (length > bestLength) {
        bestStart = i;
        bestLength = length;
      }
    }
    StringBuilder out = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        out.append("::");
        i += bestLength - 1;
        continue;
      }
      if (!out.isEmpty() && out.charAt(out.length() - 1) != ':') {
        out.append(':');
      }
      out.append(Integer.toHexString(groups[i]));
    }
    return out.toString();
  }
}
