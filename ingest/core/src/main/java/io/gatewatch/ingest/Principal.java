package io.gatewatch.ingest;

import static java.util.Objects.requireNonNull;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Whom a call is charged to, within one tenant and gateway group.
 *
 * @param kind {@code AGENT} only when the gateway authenticated the caller, else {@code SOURCE}
 * @param id the agent's id at its issuer, or the network: a.b.c.0/24, or a /48 of IPv6
 * @param issuer who vouches for the id: a gateway's consumer table, a token issuer; null for a
 *     source
 * @param assurance how sure we are
 */
public record Principal(Kind kind, String id, String issuer, Assurance assurance) {

  /** Agent or source. */
  public enum Kind {
    AGENT,
    SOURCE
  }

  /** Verified by the gateway's authentication, or merely where the packets came from. */
  public enum Assurance {
    VERIFIED,
    NETWORK
  }

  /** Characters that stand for themselves in a key. */
  private static final boolean[] PLAIN = new boolean[128];

  static {
    for (char c :
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.".toCharArray()) {
      PLAIN[c] = true;
    }
  }

  public Principal {
    requireNonNull(kind, "kind");
    requireNonNull(id, "id");
    requireNonNull(assurance, "assurance");
    if ((kind == Kind.AGENT) != (assurance == Assurance.VERIFIED)) {
      throw new IllegalArgumentException(
          "assurance: " + assurance + " (does not go with " + kind + ")");
    }
  }

  /** An authenticated agent. */
  public static Principal agent(String id, String issuer) {
    return new Principal(Kind.AGENT, id, issuer, Assurance.VERIFIED);
  }

  /** A network without authentication. */
  public static Principal source(String network) {
    return new Principal(Kind.SOURCE, network, null, Assurance.NETWORK);
  }

  /**
   * tenant/group/kind/principal, parts percent-encoded; an agent's principal is issuer~id when it
   * has an issuer.
   */
  public String key(String tenant, String group) {
    // Part by part, since the tilde between them alone would send all of it the slow way.
    String where = kind == Kind.AGENT ? "/agent/" : "/source/";
    return issuer == null
        ? encode(tenant) + "/" + encode(group) + where + encode(id)
        : encode(tenant) + "/" + encode(group) + where + encode(issuer) + "%7E" + encode(id);
  }

  /** Percent-encodes one part of a key. */
  public static String encode(String part) {
    return isPlain(part)
        ? part
        : URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static boolean isPlain(String part) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c >= PLAIN.length || !PLAIN[c]) {
        return false;
      }
    }
    return true;
  }
}
