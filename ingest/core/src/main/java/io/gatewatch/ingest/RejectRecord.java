package io.gatewatch.ingest;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A row of {@code gatewatch.rejects}: what could not be read, where it came from, and when. It
 * holds none of the line's text.
 *
 * @param time when it was rejected; in a replay, the time of the file's last line before it that
 *     could be read, and null where there is none
 */
public record RejectRecord(ParsedLine.Rejected rejected, Origin origin, Instant time) {
  /** The topic that carries rejects. */
  public static final String TOPIC = "gatewatch.rejects";

  public RejectRecord {
    requireNonNull(rejected, "rejected");
    requireNonNull(origin, "origin");
  }

  /**
   * Where a line came from.
   *
   * @param source {@code receiver}, {@code raw:topic:partition:offset}, or {@code file:line}
   */
  public record Origin(String tenant, String group, String format, String source) {
    public Origin {
      requireNonNull(tenant, "tenant");
      requireNonNull(group, "group");
      requireNonNull(format, "format");
      requireNonNull(source, "source");
    }

    /** The key on the topic: tenant/group/format/source, parts percent-encoded. */
    public String key() {
      return String.join(
          "/",
          Principal.encode(tenant),
          Principal.encode(group),
          Principal.encode(format),
          Principal.encode(source));
    }
  }
}
