package io.gatewatch.ingest.apigee;

import io.gatewatch.ingest.assemble.RawCall;

/**
 * What the line says about the caller. VerifyAPIKey and OAuthV2 fill these variables when they let
 * a caller in, so they are facts ({@code authentication: passed}) unless the gateway refused a
 * credential. {@code client_id} is the consumer key: where keys are checked by VerifyAPIKey it is
 * the credential itself, so the app is the better name.
 */
final class ApigeeCaller {
  private static final String ORGANIZATION = "@@@";

  private String clientId;
  private String app;
  private String developer;
  private boolean tokenValid;
  private String issuer;
  private String authorizedParty;
  private String subject;

  boolean knows(String name) {
    return switch (name) {
      case "client_id", "developer_app", "developer" -> true;
      case "jwt_valid", "jwt_iss", "jwt_azp", "jwt_sub" -> true;
      default -> false;
    };
  }

  void see(String name, String value) {
    switch (name) {
      case "client_id" -> clientId = value;
      case "developer_app" -> app = value;
      case "developer" -> developer = withoutOrganization(value);
      case "jwt_valid" -> tokenValid = "true".equals(value);
      case "jwt_iss" -> issuer = value;
      case "jwt_sub" -> subject = value;
      default -> authorizedParty = value;
    }
  }

  void writeTo(RawCall raw, ApigeeOutcome outcome) {
    if (outcome.isRefused()) {
      claim(clientId, raw);
      claim(authorizedParty, raw);
      return;
    }
    raw.facts.note("authentication", "passed");
    raw.facts.note("client_id", clientId);
    raw.facts.note("developer_app", app);
    if (app != null && developer != null) {
      raw.facts.note("app", developer + "/" + app);
    }
    if (tokenValid) {
      raw.facts.note("jwt.iss", issuer);
      raw.facts.note("jwt.azp", authorizedParty);
      raw.facts.note("jwt.sub", subject);
    }
  }

  private static void claim(String id, RawCall raw) {
    if (id != null) {
      raw.claims.add(id);
    }
  }

  /** Analytics writes organization@@@developer. */
  private static String withoutOrganization(String developer) {
    int at = developer == null ? -1 : developer.indexOf(ORGANIZATION);
    return at < 0 ? developer : developer.substring(at + ORGANIZATION.length());
  }
}
