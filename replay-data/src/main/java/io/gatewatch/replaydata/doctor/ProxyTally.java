package io.gatewatch.replaydata.doctor;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.network.Cidr;
import io.gatewatch.ingest.network.NetworkAddress;
import java.util.List;

/**
 * Whether all calls seem to come from a load balancer: from one private network (RFC 1918, RFC
 * 6598, RFC 4193), although lines carry the chain of X-Forwarded-For, which nobody was told to
 * believe.
 */
final class ProxyTally {
  private static final List<Cidr> PRIVATE =
      List.of(
          Cidr.of("10.0.0.0/8"),
          Cidr.of("172.16.0.0/12"),
          Cidr.of("192.168.0.0/16"),
          Cidr.of("100.64.0.0/10"),
          Cidr.of("127.0.0.0/8"),
          Cidr.of("fc00::/7"),
          Cidr.of("::1"));

  private String network;
  private boolean oneAndPrivate = true;
  private long chains;

  void add(ApiCall call, RawCall raw) {
    String chain = raw.forwardedFor == null ? raw.headers.forwardedFor() : raw.forwardedFor;
    NetworkAddress address = NetworkAddress.of(call.sourceAddress());
    // A chain that names the address itself says nothing new: it was believed, or is the client's.
    chains += chain == null || chain.isBlank() || says(chain, call.sourceAddress()) ? 0 : 1;
    if (address == null || !isPrivate(address)) {
      oneAndPrivate = false;
    } else if (network == null) {
      network = address.network();
    } else {
      oneAndPrivate &= network.equals(address.network());
    }
  }

  /** What to do about it; null when there is nothing to be done. */
  String hint() {
    return network != null && oneAndPrivate && chains > 0
        ? "all calls come from one private network ("
            + network
            + ") and carry X-Forwarded-For: list your load balancer under trustedProxies"
            + " (ingest/IDENTITY.md)"
        : null;
  }

  private static boolean says(String chain, String address) {
    return address != null && chain.contains(address);
  }

  private static boolean isPrivate(NetworkAddress address) {
    return PRIVATE.stream().anyMatch(network -> network.contains(address));
  }
}
