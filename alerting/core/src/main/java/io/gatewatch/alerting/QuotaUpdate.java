package io.gatewatch.alerting;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.gatewatch.ingest.Principal;
import java.time.Instant;
import java.util.List;

/**
 * One record of the control topic that gateways read. JSON field order is the order here, absent
 * values are null.
 *
 * <p>Content is a function of events; {@code controllerEpoch}, {@code issuedAt} and {@code
 * expiresAt} are stamped by whoever publishes it, see {@link #stamped}. Unstamped, epoch is 0 and
 * the times count from {@code time}.
 *
 * @param schema 1
 * @param time event time of the decision: the end of a second
 * @param scope an operation group, or {@code *}
 * @param kind rate_limit
 * @param version one counter over all quotas: a higher one is newer
 * @param factor {@code limit.requests} over {@code baseLimit.requests}; the limit is authoritative
 * @param ttlSeconds a reader that hears nothing more drops the limit after so long
 * @param except operation groups, as globs, that a limit on {@code *} does not cover and does not
 *     count: payments and consents, which no automatic cut may touch
 * @param waiting what is asked of a person on top of this update, which holds meanwhile; null for
 *     nothing
 */
@JsonPropertyOrder({
  "schema",
  "quotaId",
  "key",
  "time",
  "agentId",
  "agentName",
  "identity",
  "scope",
  "kind",
  "controllerEpoch",
  "version",
  "mode",
  "action",
  "factor",
  "limit",
  "baseLimit",
  "reason",
  "alertIds",
  "ttlSeconds",
  "issuedAt",
  "expiresAt",
  "approval",
  "approvedBy",
  "collateral",
  "issuer",
  "except",
  "waiting"
})
public record QuotaUpdate(
    int schema,
    String quotaId,
    String key,
    Instant time,
    String agentId,
    String agentName,
    Identity identity,
    String scope,
    String kind,
    long controllerEpoch,
    long version,
    QuotaMode mode,
    Action action,
    double factor,
    Applied limit,
    Limit baseLimit,
    String reason,
    List<String> alertIds,
    int ttlSeconds,
    Instant issuedAt,
    Instant expiresAt,
    Approval approval,
    String approvedBy,
    Collateral collateral,
    String issuer,
    List<String> except,
    Waiting waiting) {

  /** The topic that carries quota updates, keyed by {@code key}. */
  public static final String TOPIC = "gatewatch.quotas";

  /** What is done. {@code BLOCK} comes only with a person's yes. */
  public enum Action {
    THROTTLE,
    BLOCK,
    RESTORE,
    RAISE
  }

  /** Where a person's yes stands. */
  public enum Approval {
    NOT_NEEDED,
    PENDING,
    GRANTED,
    REFUSED,
    LAPSED
  }

  /** Who vouches for the agent's id (null when unknown) and how sure that is. */
  public record Identity(String source, Principal.Assurance assurance) {}

  /**
   * The limit to set.
   *
   * @param counts {@code admitted}: refused calls do not use it up
   * @param per {@code group}: for all nodes of the gateway group together
   */
  public record Applied(int requests, int windowSeconds, int burst, String counts, String per) {
    static Applied of(Limit limit) {
      return new Applied(
          limit.requests(), limit.windowSeconds(), limit.burst(), "admitted", "group");
    }
  }

  /**
   * What waits for a person.
   *
   * @param until when it lapses
   */
  @JsonPropertyOrder({"action", "until"})
  public record Waiting(Action action, Instant until) {}

  public QuotaUpdate {
    requireNonNull(quotaId, "quotaId");
    requireNonNull(key, "key");
    requireNonNull(time, "time");
    if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("factor: " + factor + " (expected: above 0)");
    }
    alertIds = List.copyOf(alertIds);
    // Records of before this field was added have none.
    except = except == null ? List.of() : List.copyOf(except);
  }

  /** One of which nothing waits for a person. */
  public QuotaUpdate(
      int schema,
      String quotaId,
      String key,
      Instant time,
      String agentId,
      String agentName,
      Identity identity,
      String scope,
      String kind,
      long controllerEpoch,
      long version,
      QuotaMode mode,
      Action action,
      double factor,
      Applied limit,
      Limit baseLimit,
      String reason,
      List<String> alertIds,
      int ttlSeconds,
      Instant issuedAt,
      Instant expiresAt,
      Approval approval,
      String approvedBy,
      Collateral collateral,
      String issuer,
      List<String> except) {
    this(
        schema,
        quotaId,
        key,
        time,
        agentId,
        agentName,
        identity,
        scope,
        kind,
        controllerEpoch,
        version,
        mode,
        action,
        factor,
        limit,
        baseLimit,
        reason,
        alertIds,
        ttlSeconds,
        issuedAt,
        expiresAt,
        approval,
        approvedBy,
        collateral,
        issuer,
        except,
        null);
  }

  /**
   * The same, stamped by the room that publishes it. It expires {@code ttlSeconds} after it was
   * issued, or after its event time when that is earlier: a decision told hours late, while history
   * is caught up, arrives expired and cuts nobody today.
   */
  public QuotaUpdate stamped(long epoch, Instant issued) {
    Instant counted = issued.isBefore(time) ? issued : time;
    return new QuotaUpdate(
        schema,
        quotaId,
        key,
        time,
        agentId,
        agentName,
        identity,
        scope,
        kind,
        epoch,
        version,
        mode,
        action,
        factor,
        limit,
        baseLimit,
        reason,
        alertIds,
        ttlSeconds,
        issued,
        counted.plusSeconds(ttlSeconds),
        approval,
        approvedBy,
        collateral,
        issuer,
        except,
        waiting);
  }
}
