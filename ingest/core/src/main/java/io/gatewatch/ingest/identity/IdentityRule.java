package io.gatewatch.ingest.identity;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * When a line proves who called, and under which name. All names are those of {@link
 * IdentityFacts}, in the order in which they are tried.
 *
 * @param name what {@code doctor} and the documentation call the rule
 * @param when facts that must be there; with values, one of these (an empty list: any)
 * @param unlessStatus statuses that disprove the caller, such as 401 where the gateway itself
 *     answers so
 * @param subject facts that name the caller at its issuer; the first that is there counts
 * @param issuer who vouches, in one word for the gateway's table
 * @param issuerFrom fact that names the issuer instead, such as {@code jwt.iss}; null for none
 * @param displayName facts that people call the caller by
 * @param alias other names of the same caller: claiming one is no contradiction
 * @param credential fact that identifies the credential, never the credential itself
 * @param personal whether the subject may name a person: it is hashed unless it is a UUID
 * @param onBehalfOf facts that name the customer for whom the caller acts, such as {@code jwt.sub}
 *     of a token that was delegated (RFC 8693); it is hashed
 * @param consent facts that name the consent under which it acts; it is hashed
 */
public record IdentityRule(
    String name,
    Map<String, List<String>> when,
    List<Integer> unlessStatus,
    List<String> subject,
    String issuer,
    String issuerFrom,
    List<String> displayName,
    List<String> alias,
    String credential,
    boolean personal,
    List<String> onBehalfOf,
    List<String> consent) {
  private static final int LONGEST_ISSUER = 256;

  public IdentityRule {
    requireNonNull(name, "name");
    when = when == null ? Map.of() : Map.copyOf(when);
    unlessStatus = unlessStatus == null ? List.of() : List.copyOf(unlessStatus);
    subject = subject == null ? List.of() : List.copyOf(subject);
    displayName = displayName == null ? List.of() : List.copyOf(displayName);
    alias = alias == null ? List.of() : List.copyOf(alias);
    onBehalfOf = onBehalfOf == null ? List.of() : List.copyOf(onBehalfOf);
    consent = consent == null ? List.of() : List.copyOf(consent);
    if (when.isEmpty()) {
      throw new IllegalArgumentException(
          "identity rule " + name + ": no when (expected: facts that prove the caller)");
    }
    if (subject.isEmpty()) {
      throw new IllegalArgumentException(
          "identity rule " + name + ": no subject (expected: facts that name the caller)");
    }
    if (issuer == null && issuerFrom == null) {
      throw new IllegalArgumentException(
          "identity rule " + name + ": no issuer (expected: issuer or issuerFrom)");
    }
  }

  /** The caller that a line proves; null when it proves none by this rule. */
  public ProvenCaller prove(IdentityFacts facts, int status) {
    String id = first(subject, facts);
    if (id == null || unlessStatus.contains(status) || !holds(facts)) {
      return null;
    }
    String vouching = issuerFrom == null ? issuer : facts.get(issuerFrom);
    if (!isName(vouching)) {
      return null;
    }
    String shown = first(displayName, facts);
    String credentialId = credential == null ? null : facts.get(credential);
    String customer = first(onBehalfOf, facts);
    // With client credentials the token's subject is the client itself.
    customer = id.equals(customer) ? null : customer;
    return new ProvenCaller(
        this, vouching, id, shown, credentialId, customer, first(consent, facts));
  }

  /**
   * What keeps this rule from proving the caller of a line, in words of the configuration alone;
   * null when it proves one. For people who look for the reason, not for the hot path.
   */
  public String obstacle(IdentityFacts facts, int status) {
    for (Map.Entry<String, List<String>> condition : new TreeMap<>(when).entrySet()) {
      if (!holds(condition, facts)) {
        return facts.get(condition.getKey()) == null
            ? condition.getKey() + " missing"
            : condition.getKey() + " is none of " + String.join(", ", condition.getValue());
      }
    }
    if (unlessStatus.contains(status)) {
      return "status " + status;
    }
    if (first(subject, facts) == null) {
      return String.join(", ", subject) + " missing";
    }
    return issuerFrom != null && facts.get(issuerFrom) == null ? issuerFrom + " missing" : null;
  }

  /** Whether a text is one of the other names under which the issuer knows this caller. */
  public boolean isAlias(String text, IdentityFacts facts) {
    for (String name : alias) {
      if (text.equals(facts.get(name))) {
        return true;
      }
    }
    return false;
  }

  /** An issuer stays in keys and on pages, so it must be printable and short. */
  private static boolean isName(String issuer) {
    if (issuer == null || issuer.length() > LONGEST_ISSUER) {
      return false;
    }
    for (int i = 0; i < issuer.length(); i++) {
      if (issuer.charAt(i) <= ' ' || issuer.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private boolean holds(IdentityFacts facts) {
    for (Map.Entry<String, List<String>> condition : when.entrySet()) {
      if (!holds(condition, facts)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(Map.Entry<String, List<String>> condition, IdentityFacts facts) {
    String value = facts.get(condition.getKey());
    return value != null
        && (condition.getValue().isEmpty() || condition.getValue().contains(value));
  }

  private static String first(List<String> names, IdentityFacts facts) {
    for (int i = 0; i < names.size(); i++) {
      String value = facts.get(names.get(i));
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
