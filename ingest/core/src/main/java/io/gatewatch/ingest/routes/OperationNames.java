package io.gatewatch.ingest.routes;

import io.gatewatch.ingest.ApiCall.Sensitivity;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names operations from a route's words alone, where no catalogue names them. */
final class OperationNames {
  /** Segments that say how an API is arranged rather than what it is about. */
  private static final Set<String> ARRANGEMENT =
      Set.of(
          "api",
          "apis",
          "rest",
          "open-banking",
          "openbanking",
          "ob",
          "obie",
          "psd2",
          "psd3",
          "xs2a",
          "berlingroup",
          "berlin-group",
          "fdx",
          "aisp",
          "pisp",
          "cbpii",
          "public",
          "private",
          "internal",
          "external",
          "gateway",
          "services",
          "mobile",
          "web",
          "app",
          "service",
          ".",
          "..");

  private static final Set<String> LOGIN_AREAS =
      Set.of("oauth", "oauth1", "oauth2", "auth", "openid", "oidc", "sso", "saml", "saml2");

  private static final Set<String> LOGIN_ENDINGS =
      Set.of(
          "token",
          "tokens",
          "login",
          "signin",
          "sign-in",
          "logon",
          "authorize",
          "authenticate",
          "auth");

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private OperationNames() {}

  static String group(List<String> words, String method) {
    if (isLogin(words)) {
      return "auth.write";
    }
    String verb = READING.contains(method) ? "read" : "write";
    return resource(words) + "." + verb;
  }

  static Sensitivity sensitivity(List<String> words) {
    Sensitivity most = Sensitivity.LOW;
    for (String word : words) {
      Sensitivity here = sensitivity(word.toLowerCase(Locale.ROOT));
      most = here.compareTo(most) > 0 ? here : most;
    }
    return most;
  }

  private static boolean isLogin(List<String> words) {
    return LOGIN_AREAS.contains(resource(words))
        || (!words.isEmpty()
            && LOGIN_ENDINGS.contains(words.get(words.size() - 1).toLowerCase(Locale.ROOT)));
  }

  private static String resource(List<String> words) {
    for (String word : words) {
      String lower = word.toLowerCase(Locale.ROOT);
      if (!ARRANGEMENT.contains(lower)) {
        return lower;
      }
    }
    return words.isEmpty() ? "root" : words.get(words.size() - 1).toLowerCase(Locale.ROOT);
  }

  private static Sensitivity sensitivity(String word) {
    if (word.contains("payment") || word.contains("transfer") || word.equals("pisp")) {
      return Sensitivity.PAYMENT;
    }
    if (word.startsWith("account-") || word.startsWith("credit-")) {
      return Sensitivity.FINANCIAL;
    }
    return switch (word) {
      case "accounts", "account", "balances", "balance", "transactions", "transaction" ->
          Sensitivity.FINANCIAL;
      case "statements", "beneficiaries", "direct-debits", "standing-orders", "cards", "loans" ->
          Sensitivity.FINANCIAL;
      case "funds-confirmations", "aisp", "portfolio", "wallets" -> Sensitivity.FINANCIAL;
      case "parties", "party", "customers", "customer", "persons", "person", "users", "user" ->
          Sensitivity.PERSONAL;
      case "profile",
          "profiles",
          "contacts",
          "addresses",
          "kyc",
          "identity",
          "userinfo",
          "members" ->
          Sensitivity.PERSONAL;
      default -> Sensitivity.LOW;
    };
  }
}
