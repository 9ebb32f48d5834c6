package io.gatewatch.replaydata.replay;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.gatewatch.ingest.Principal;
import java.time.Instant;

/**
 * A row of {@code refused.ndjson}: a minute in which a caller's quota would have refused calls, had
 * gateways obeyed it.
 *
 * @param schema 1
 * @param minute its begin, event time
 * @param tenant the caller's; null in a row of an older run, as are group and kind
 * @param gatewayGroup the caller's
 * @param principalKind whether it is an agent or a stranger
 * @param principalId the agent, or the network of a stranger
 * @param calls of the caller that a limit was asked about in that minute
 * @param refused of these
 */
@JsonPropertyOrder({
  "schema",
  "minute",
  "tenant",
  "gatewayGroup",
  "principalKind",
  "principalId",
  "calls",
  "refused"
})
public record RefusedMinute(
    int schema,
    Instant minute,
    String tenant,
    String gatewayGroup,
    Principal.Kind principalKind,
    String principalId,
    long calls,
    long refused) {
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
        schema,
        minute,
        tenant,
        gatewayGroup,
        principalKind,
        principalId,
        calls + more.calls,
        refused + more.refused);
  }

  /** Who it is: of two tenants' callers with one id, two. */
  public String caller() {
    return tenant == null
        ? principalId
        : String.join("/", tenant, gatewayGroup, principalKind.name(), principalId);
  }
}
