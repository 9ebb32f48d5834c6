package io.gatewatch.alerting.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.ingest.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks through the rows of {@code gatewatch.audit}, in the topic's order, for what was removed,
 * changed or put in another order. Pure: rows in, findings out.
 *
 * <p>A chain may begin later than at 1, since the topic forgets after five years. That its newest
 * links were cut off cannot be seen from the rows: compare {@link #lastEvents} with a note of
 * before.
 */
public final class AuditVerifier {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The chain of what model registries write, whose event is the hash of their own record. */
  private static final String MODELS = "models";

  private record Link(long sequence, String event) {}

  private final Map<String, Link> last = new HashMap<>();
  private final List<String> findings = new ArrayList<>();
  private long rows;

  /** Looks at the next row. */
  public void row(String json) {
    rows++;
    JsonNode row = read(json);
    if (row == null) {
      findings.add("row " + rows + ": not an entry of the audit");
      return;
    }
    String chain = row.path("chain").asText(MODELS);
    long sequence = row.path("sequence").asLong();
    String event = row.path("event").asText();
    String where = chain + " " + sequence + " (" + row.path("subject").asText() + ")";
    if (row.has("chain") && !event.equals(hash((ObjectNode) row))) {
      findings.add(where + ": changed, its content does not have its hash");
    }
    Link before = last.get(chain);
    if (before != null && sequence <= before.sequence()) {
      findings.add(where + ": out of order, after " + before.sequence());
      return;
    }
    if (before != null && sequence > before.sequence() + 1) {
      long from = before.sequence() + 1;
      findings.add(where + ": removed before it: " + from + " to " + (sequence - 1));
    } else if (before != null && !row.path("previous").asText().equals(before.event())) {
      findings.add(where + ": does not follow from the one before, one of the two was changed");
    } else if (before == null && sequence == 1 && !row.path("previous").asText().isEmpty()) {
      findings.add(where + ": the first, and names one before it");
    }
    last.put(chain, new Link(sequence, event));
  }

  /** What is wrong, in the order of rows; empty when nothing is. */
  public List<String> findings() {
    return List.copyOf(findings);
  }

  /** Rows that were looked at. */
  public long rows() {
    return rows;
  }

  /**
   * The hash of each chain's last link: whoever notes it sees later whether the end was cut off.
   */
  public Map<String, String> lastEvents() {
    Map<String, String> events = new HashMap<>();
    last.forEach((chain, link) -> events.put(chain, link.event()));
    return events;
  }

  private static String hash(ObjectNode row) {
    ObjectNode bare = row.deepCopy();
    bare.putNull("event");
    return Sha256.hex(bare.toString());
  }

  private static JsonNode read(String json) {
    try {
      JsonNode row = JSON.readTree(json);
      boolean whole = row != null && row.isObject() && row.hasNonNull("event");
      return whole && row.path("sequence").asLong() > 0 ? row : null;
    } catch (IOException e) {
      return null;
    }
  }
}
