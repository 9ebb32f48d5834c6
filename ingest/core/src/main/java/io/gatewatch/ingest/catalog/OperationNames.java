package io.gatewatch.ingest.catalog;

import io.gatewatch.ingest.ApiCall.Sensitivity;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names operations from a route's words alone, where nobody else names them. */
public final class OperationNames {
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

  /** Words in a group's name that tell payments or consents. */
  private static final List<String> SAID =
      List.of(
          "payment", "transfer", "sepa", "credit", "debit", "standing-order", "consent", "auth.");

  private static final Set<String> FINANCIAL =
      Set.of(
          "direct-debits",
          "standing-orders",
          "cards",
          "loans",
          "funds-confirmations",
          "aisp",
          "portfolio",
          "wallets");

  private static final List<String> FINANCIAL_PARTS =
      List.of(
          "account",
          "balance",
          "transaction",
          "statement",
          "beneficiar",
          "credit-",
          "deposit",
          "loan");

  private static final Set<String> PERSONAL =
      Set.of(
          "parties",
          "party",
          "persons",
          "person",
          "users",
          "user",
          "profile",
          "profiles",
          "contacts",
          "addresses",
          "kyc",
          "identity",
          "userinfo",
          "members");

  private OperationNames() {}

  /** Resource + read or write, such as accounts.read; logins and tokens are auth.write. */
  public static String group(List<String> words, String method) {
    String resource = resource(words);
    return isLogin(words, resource) ? "auth.write" : resource + "." + verb(method);
  }

  /**
   * The same for an operation that is known to be this sensitive: a payment whose resource does not
   * say so is named {@code pis.}resource, because payments are told by their group's name where
   * they must not be cut.
   */
  public static String group(List<String> words, String method, Sensitivity sensitivity) {
    String group = group(words, method);
    boolean unsaid = sensitivity == Sensitivity.PAYMENT && !hasPart(group, SAID);
    return unsaid ? "pis." + group : group;
  }

  /** read or write, by the method alone. */
  static String verb(String method) {
    return READING.contains(method) ? "read" : "write";
  }

  /** The highest that any of the words tells: payment before financial before personal. */
  public static Sensitivity sensitivity(List<String> words) {
    Sensitivity most = Sensitivity.LOW;
    for (String word : words) {
      most = higher(most, sensitivity(word));
    }
    return most;
  }

  /** What a word tells. */
  public static Sensitivity sensitivity(String word) {
    return sensitivityOfLower(word.toLowerCase(Locale.ROOT));
  }

  /** The higher of two: payment before financial before personal. */
  public static Sensitivity higher(Sensitivity one, Sensitivity other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static boolean isLogin(List<String> words, String resource) {
    return LOGIN_AREAS.contains(resource)
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

  private static Sensitivity sensitivityOfLower(String word) {
    if (word.contains("payment") || word.contains("transfer") || word.equals("pisp")) {
      return Sensitivity.PAYMENT;
    }
    if (FINANCIAL.contains(word) || hasPart(word, FINANCIAL_PARTS)) {
      return Sensitivity.FINANCIAL;
    }
    boolean personal = PERSONAL.contains(word) || word.contains("customer");
    return personal ? Sensitivity.PERSONAL : Sensitivity.LOW;
  }

  private static boolean hasPart(String word, List<String> parts) {
    for (int i = 0; i < parts.size(); i++) {
      if (word.contains(parts.get(i))) {
        return true;
      }
    }
    return false;
  }
}
