package io.gatewatch.replaydata.replay;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;

/**
 * A row of {@code refused.ndjson}: a minute in which a caller's quota would have refused calls, had
 * gateways obeyed it.
 *
 * @param schema 1
 * @param minute its begin, event time
 * @param principalId the agent, or the network of a stranger
 * @param calls of the caller that a limit was asked about in that minute
 * @param refused of these
 */
@JsonPropertyOrder({"schema", "minute", "principalId", "calls", "refused"})
public record RefusedMinute(
    int schema, Instant minute, String principalId, long calls, long refused) {
  static final long MILLIS = 60_000;

  public RefusedMinute {
    requireNonNull(minute, "minute");
    requireNonNull(principalId, "principalId");
    if (refused < 0 || refused > calls) {
      throw new IllegalArgumentException("refused: " + refused + " (expected: 0 to " + calls + ")");
    }
  }

  RefusedMinute plus(RefusedMinute more) {
    return new RefusedMinute(
        schema, minute, principalId, calls + more.calls, refused + more.refused);
  }
}
