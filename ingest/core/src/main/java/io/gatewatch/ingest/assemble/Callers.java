package io.gatewatch.ingest.assemble;

import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.config.IngestConfig;
import io.gatewatch.ingest.identity.IdentityRules;
import io.gatewatch.ingest.identity.ProvenCaller;
import io.gatewatch.ingest.network.NetworkAddress;
import io.gatewatch.ingest.network.TrustedProxies;
import java.util.HashMap;
import java.util.Map;

/**
 * Who called: what a line proves by the identity rules of its gateway group, and the address that
 * counts by the proxies that the group trusts. Asks the configuration once a group, and keeps the
 * answers of 256. Confined to one thread.
 */
final class Callers {
  private static final int MAX_GROUPS = 256;

  private record Group(String tenant, String name) {}

  private record Ways(IdentityRules identity, TrustedProxies proxies) {}

  private final String format;
  private final IngestConfig config;
  private final Map<Group, Ways> known = new HashMap<>();
  private Group last = new Group("", "");
  private Ways ways;

  Callers(String format, IngestConfig config) {
    this.format = format;
    this.config = config;
  }

  /** The next questions are about this line's gateway group. */
  void enter(LineContext context) {
    if (ways != null && context.tenant().equals(last.tenant) && context.group().equals(last.name)) {
      return;
    }
    last = new Group(context.tenant(), context.group());
    ways = known.get(last);
    if (ways == null) {
      if (known.size() == MAX_GROUPS) {
        known.clear();
      }
      ways =
          new Ways(
              config.identityOf(format, last.tenant, last.name),
              config.proxiesOf(last.tenant, last.name));
      known.put(last, ways);
    }
  }

  /** The proven caller; null when the line proves none. */
  ProvenCaller proven(RawCall raw, int status) {
    return ways.identity.prove(raw.facts, status);
  }

  /** The client's address; null when the line has none that can be read. */
  NetworkAddress address(RawCall raw) {
    NetworkAddress peer = NetworkAddress.of(raw.clientAddress);
    String chain = raw.forwardedFor == null ? raw.headers.forwardedFor() : raw.forwardedFor;
    return ways.proxies.client(peer, chain);
  }
}
