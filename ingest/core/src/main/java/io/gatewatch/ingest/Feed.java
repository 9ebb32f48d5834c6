package io.gatewatch.ingest;

import static java.util.Objects.requireNonNull;

/**
 * One source of log lines.
 *
 * @param tenant whose gateway it is
 * @param group gateways that share limits
 * @param format format of its lines
 * @param node the gateway node that the lines name; empty when they name none
 */
public record Feed(String tenant, String group, String format, String node) {
  /** Where everything goes that came in beyond {@link FeedMeter#MOST_FEEDS}; judged by nobody. */
  public static final Feed REST = new Feed("*", "*", "*", "*");

  public Feed {
    requireNonNull(tenant, "tenant");
    requireNonNull(group, "group");
    requireNonNull(format, "format");
    requireNonNull(node, "node");
  }

  /** tenant/group/format of the feed, parts percent-encoded: all its nodes together. */
  public String source() {
    return Principal.encode(tenant)
        + "/"
        + Principal.encode(group)
        + "/"
        + Principal.encode(format);
  }
}
