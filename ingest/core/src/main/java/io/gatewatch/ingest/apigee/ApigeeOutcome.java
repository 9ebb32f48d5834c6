package io.gatewatch.ingest.apigee;

import io.gatewatch.ingest.ApiCall.DecidedBy;
import io.gatewatch.ingest.assemble.Decisive;
import io.gatewatch.ingest.json.LineFault;
import java.util.Set;

/**
 * The status of a call and who chose it. A fault is the gateway's, but for {@code
 * ErrorResponseCode}, which Apigee raises when the target itself answered 4xx or 5xx. Without a
 * fault the target decided if it answered, the gateway (its cache, or a proxy without target) if
 * the log says that it did not.
 */
final class ApigeeOutcome {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAUTHORIZED = 401;
  private static final String OF_TARGET = "ErrorResponseCode";

  /** Faults of the policies that check a key, a token or a password; not of what a token allows. */
  private static final Set<String> REFUSALS =
      Set.of(
          "FailedToResolveAPIKey",
          "InvalidApiKey",
          "InvalidApiKeyForGivenResource",
          "InvalidAPICallAsNoApiProductMatchFound",
          "DeveloperStatusNotActive",
          "invalid_client-app_not_approved",
          "InvalidClientIdentifier",
          "FailedToResolveAccessToken",
          "FailedToResolveToken",
          "invalid_access_token",
          "access_token_expired",
          "access_token_not_approved",
          "apiresource_doesnot_exist",
          "FailedToDecode",
          "FailedToResolveVariable",
          "InvalidToken",
          "TokenExpired",
          "JwtAudienceMismatch",
          "JwtIssuerMismatch",
          "JwtSubjectMismatch",
          "NoMatchingPublicKey",
          "AlgorithmMismatch");

  Double status;
  Double errorStatus;
  private final Decisive fault = new Decisive();
  private Boolean targetAnswered;
  private boolean ours;

  /** A fault's name, or its code, whose last part is the name. */
  void fault(String text) throws LineFault {
    fault.see(text == null ? null : text.substring(text.lastIndexOf('.') + 1));
  }

  /** Anything that only a target's answer fills; null when the log has the field without it. */
  void target(String value) {
    boolean answered = value != null && !value.equals("0");
    targetAnswered = answered || Boolean.TRUE.equals(targetAnswered);
  }

  void quota(String mark) {
    ours = mark != null;
  }

  /** What the client saw: the error's status when the call ended in the error flow. */
  Double status() {
    return errorStatus == null ? status : errorStatus;
  }

  DecidedBy decide() {
    Boolean gateway = byGateway();
    if (gateway == null) {
      return null;
    }
    if (gateway && ours && is(TOO_MANY_REQUESTS)) {
      return DecidedBy.OUR_QUOTA;
    }
    return gateway ? DecidedBy.GATEWAY : DecidedBy.UPSTREAM;
  }

  /** Whether the gateway turned the caller's credential down, or may have. */
  boolean isRefused() {
    return (fault.get() != null && REFUSALS.contains(fault.get()))
        || (is(UNAUTHORIZED) && !Boolean.FALSE.equals(byGateway()));
  }

  private Boolean byGateway() {
    if (fault.get() != null) {
      return !fault.get().equals(OF_TARGET);
    }
    return targetAnswered == null ? null : !targetAnswered;
  }

  private boolean is(int code) {
    return status() != null && status() == code;
  }
}
