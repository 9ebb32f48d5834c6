package io.gatewatch.ingest.awsapigateway;

import io.gatewatch.ingest.assemble.Decisive;
import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.json.LineFault;
import java.util.Set;

/**
 * What the line says about the caller. Its facts count as proven ({@code authentication: passed})
 * unless the gateway refused the credential: by one of its responses for that, or with a 401 that
 * no integration answered. The principal of a Lambda authoriser that refuses with 403 is of the
 * authoriser's own choosing, often an unchecked claim of the token, so it is not proven then.
 */
final class AwsCaller {
  private static final Set<String> REFUSED =
      Set.of(
          "UNAUTHORIZED",
          "MISSING_AUTHENTICATION_TOKEN",
          "INVALID_SIGNATURE",
          "EXPIRED_TOKEN",
          "INVALID_API_KEY",
          "AUTHORIZER_FAILURE",
          "AUTHORIZER_CONFIGURATION_ERROR");

  private final Decisive callerId = new Decisive();
  private final Decisive userArn = new Decisive();
  private final Decisive apiKeyId = new Decisive();
  private final Decisive principalId = new Decisive();
  private String issuer;
  private String clientId;
  private String authorizedParty;
  private String subject;

  boolean knows(String name) {
    return switch (name) {
      case "caller", "identity.caller", "userArn", "identity.userArn" -> true;
      case "apiKeyId", "identity.apiKeyId", "principalId", "authorizer.principalId" -> true;
      case "authorizer.claims.iss", "authorizer.claims.client_id" -> true;
      case "authorizer.claims.azp", "authorizer.claims.sub" -> true;
      default -> false;
    };
  }

  void see(String name, String value) throws LineFault {
    switch (name) {
      case "caller", "identity.caller" -> callerId.see(value);
      case "userArn", "identity.userArn" -> userArn.see(value);
      case "apiKeyId", "identity.apiKeyId" -> apiKeyId.see(value);
      case "principalId", "authorizer.principalId" -> principalId.see(value);
      case "authorizer.claims.iss" -> issuer = value;
      case "authorizer.claims.client_id" -> clientId = value;
      case "authorizer.claims.azp" -> authorizedParty = value;
      default -> subject = value;
    }
  }

  void writeTo(RawCall raw, AwsDecision decision) {
    String principal = principalId.get();
    String caller = withoutSession(callerId.get());
    boolean answered = Boolean.FALSE.equals(decision.byGateway());
    boolean refused =
        (decision.errorType.get() != null && REFUSED.contains(decision.errorType.get()))
            || (is(401, raw) && !answered);
    if (refused) {
      claim(clientId, raw);
      claim(authorizedParty, raw);
      claim(principal, raw);
      claim(caller, raw);
      claim(apiKeyId.get(), raw);
      return;
    }
    raw.facts.note("authentication", "passed");
    raw.facts.note("jwt.iss", issuer);
    raw.facts.note("jwt.client_id", clientId);
    raw.facts.note("jwt.azp", authorizedParty);
    raw.facts.note("jwt.sub", subject);
    raw.facts.note("identity.caller", caller);
    raw.facts.note("identity.role", roleOf(userArn.get()));
    raw.facts.note("identity.apiKeyId", apiKeyId.get());
    if (is(403, raw) && !answered) {
      claim(principal, raw);
    } else {
      raw.facts.note("authorizer.principalId", principal);
    }
  }

  private static boolean is(int status, RawCall raw) {
    return raw.status != null && raw.status == status;
  }

  private static void claim(String id, RawCall raw) {
    if (id != null) {
      raw.claims.add(id);
    }
  }

  /** AROAEXAMPLEID:session is a new name for each session of one role: the role's id counts. */
  private static String withoutSession(String caller) {
    int colon = caller == null ? -1 : caller.indexOf(':');
    return colon > 0 ? caller.substring(0, colon) : caller;
  }

  /** The role of arn:aws:sts::123456789012:assumed-role/role/session; null for a person's ARN. */
  private static String roleOf(String arn) {
    int from = arn == null ? -1 : arn.indexOf(":assumed-role/");
    if (from < 0) {
      return null;
    }
    int start = from + ":assumed-role/".length();
    int end = arn.indexOf('/', start);
    return end < 0 ? arn.substring(start) : arn.substring(start, end);
  }
}
