package io.gatewatch.ingest.text;

/** The far end of a connection as gateways write it: an address, and mostly a port behind it. */
public final class Peer {
  private Peer() {}

  /**
   * The address without its port: of 192.0.2.7:4711, [2001:db8::7]:4711, or either without a port.
   * What has several colons and no brackets is an address alone.
   */
  public static String address(String text) {
    if (text == null || text.isEmpty()) {
      return text;
    }
    if (text.charAt(0) == '[') {
      int close = text.indexOf(']');
      return close < 0 ? text : text.substring(1, close);
    }
    int colon = text.indexOf(':');
    boolean port = colon > 0 && text.indexOf(':', colon + 1) < 0;
    return port ? text.substring(0, colon) : text;
  }

  /** The last of a forwarded chain, which the nearest proxy added; null for null. */
  public static String last(String chain) {
    return chain == null ? null : chain.substring(chain.lastIndexOf(',') + 1).strip();
  }

  /** The address before the last colon, for writers that put a port behind every address. */
  public static String beforePort(String text) {
    int colon = text.lastIndexOf(':');
    return colon <= 0 ? text : text.substring(0, colon);
  }
}
