package io.gatewatch.ingest.azureapim;

import io.gatewatch.ingest.ApiCall.DecidedBy;
import java.util.Set;

/**
 * Who chose the status: the backend when the client saw its code, else the gateway, which also
 * answers from its cache, from a policy, or when the backend could not be reached. A record leaves
 * {@code backendResponseCode} out where no backend answered.
 */
final class ApimDecision {
  static final String QUOTA_HEADER = "x-gatewatch-quota";

  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY_REQUESTS = 429;

  /** Steps and policies that check a credential. */
  private static final Set<String> CHECKS =
      Set.of(
          "authorization",
          "validate-jwt",
          "validate-azure-ad-token",
          "validate-client-certificate");

  private Double backendCode;
  private String reason;
  private String source;
  private boolean ours;

  void backend(Double code) {
    backendCode = code;
  }

  void errorReason(String text) {
    reason = text;
  }

  void errorSource(String text) {
    source = text;
  }

  void quota(String mark) {
    ours = mark != null;
  }

  DecidedBy decide(Double status) {
    if (status == null) {
      return null;
    }
    if (!byGateway(status)) {
      return DecidedBy.UPSTREAM;
    }
    return ours && status == TOO_MANY_REQUESTS ? DecidedBy.OUR_QUOTA : DecidedBy.GATEWAY;
  }

  /** Whether the gateway turned the caller's credential down, or may have. */
  boolean isRefused(Double status) {
    boolean check =
        (source != null && CHECKS.contains(source))
            || (reason != null
                && (reason.startsWith("SubscriptionKey")
                    || reason.startsWith("Token")
                    || reason.startsWith("Jwt")));
    return check || (status != null && status == UNAUTHORIZED && byGateway(status));
  }

  private boolean byGateway(double status) {
    return backendCode == null || backendCode != status;
  }
}
