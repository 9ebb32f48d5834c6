package io.gatewatch.ingest.network;

import java.util.List;

/**
 * Whose X-Forwarded-For is believed. Each proxy adds, at the right end, the address that it was
 * called from; so the chain is walked from the right, and the first address that is no listed proxy
 * is the client. What stands left of it anybody may have written.
 */
public final class TrustedProxies {
  /** Nobody's. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  /** Longest chain that is walked; beyond it the last believed proxy counts as the client. */
  static final int MAX_HOPS = 32;

  private final List<Cidr> networks;

  private TrustedProxies(List<Cidr> networks) {
    this.networks = networks;
  }

  /**
   * The proxies of these networks.
   *
   * @throws IllegalArgumentException when one is no network
   */
  public static TrustedProxies of(List<String> networks) {
    return networks.isEmpty() ? NONE : new TrustedProxies(networks.stream().map(Cidr::of).toList());
  }

  /** Whether an address is one of them. */
  public boolean trusts(NetworkAddress address) {
    for (int i = 0; i < networks.size(); i++) {
      if (networks.get(i).contains(address)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Who called.
   *
   * @param peer whose packets they were; null when the line does not say
   * @param forwardedFor the chain; null when there is none
   * @return the peer, unless it is a listed proxy: then the last of the chain that is none. Where
   *     an entry is no address, or the whole chain are proxies, the last proxy that is believed.
   */
  public NetworkAddress client(NetworkAddress peer, String forwardedFor) {
    if (peer == null || forwardedFor == null || !trusts(peer)) {
      return peer;
    }
    NetworkAddress believed = peer;
    int end = forwardedFor.length();
    for (int hops = 0; end >= 0 && hops < MAX_HOPS; hops++) {
      int comma = forwardedFor.lastIndexOf(',', end - 1);
      NetworkAddress hop = NetworkAddress.of(bare(forwardedFor, comma + 1, end));
      if (hop == null) {
        return believed;
      }
      believed = hop;
      if (!trusts(hop)) {
        return hop;
      }
      end = comma;
    }
    return believed;
  }

  /** An entry without blanks, quotes, brackets and port: 192.0.2.1:443, "[2001:db8::1]:443". */
  private static String bare(String chain, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && " \t\"".indexOf(chain.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && " \t\"".indexOf(chain.charAt(end - 1)) >= 0) {
      end--;
    }
    if (start < end && chain.charAt(start) == '[') {
      int close = chain.indexOf(']', start);
      return close < 0 || close >= end ? "" : chain.substring(start + 1, close);
    }
    int colon = chain.indexOf(':', start);
    boolean port = colon >= 0 && colon < end && chain.lastIndexOf(':', end - 1) == colon;
    return chain.substring(start, port ? colon : end);
  }
}
