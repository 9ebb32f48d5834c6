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
  private static final String ANY = "*";

  /**
   * What came in beyond {@link FeedMeter#MOST_FEEDS} from tenants of which no feed had a place. Not
   * judged; and while it is there, what a report does not name may have been heard all the same.
   */
  public static final Feed REST = restOf(ANY);

  public Feed {
    requireNonNull(tenant, "tenant");
    requireNonNull(group, "group");
    requireNonNull(format, "format");
    requireNonNull(node, "node");
  }

  /** What came in beyond the places for the feeds of one tenant; the same, for that tenant. */
  public static Feed restOf(String tenant) {
    return new Feed(tenant, ANY, ANY, ANY);
  }

  /** Whether it stands for several feeds: no format of lines has the name {@code *}. */
  public boolean standsForRest() {
    return group.equals(ANY) && format.equals(ANY);
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
