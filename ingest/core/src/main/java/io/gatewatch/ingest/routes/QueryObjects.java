package io.gatewatch.ingest.routes;

import io.gatewatch.ingest.catalog.ObjectKind;
import java.util.Locale;
import java.util.Set;

/** Tells which query parameters name objects, and of what kind. */
public final class QueryObjects {
  private static final Set<String> NAMES =
      Set.of(
          "iban",
          "pan",
          "bban",
          "msisdn",
          "email",
          "phone",
          "ssn",
          "account",
          "accountnumber",
          "cardnumber",
          "customernumber",
          "creditoraccount",
          "debtoraccount",
          "username",
          "author",
          "userid",
          "accountid",
          "customerid",
          "paymentid",
          "cardid",
          "transactionid",
          "partyid",
          "accountids",
          "customerids",
          "ids",
          "orderid",
          "loanid",
          "payeeid",
          "beneficiaryid");

  /** Ids of callers, sessions and messages: no objects. */
  private static final Set<String> OTHERS =
      Set.of(
          "clientid",
          "sessionid",
          "requestid",
          "traceid",
          "correlationid",
          "messageid",
          "tenantid",
          "keyid",
          "tokenid",
          "apikeyid",
          "appid",
          "tppid",
          "consentid");

  private QueryObjects() {}

  /** Whether values of a parameter of this name are objects, on whatever route. */
  public static boolean mayName(String parameter) {
    String flat = flat(parameter);
    return flat.equals("id") || kindOf(parameter, flat) != null;
  }

  /**
   * Kind of the objects that a parameter's values name; null when it names none. The plain {@code
   * id} is of the kind of the route's last word.
   */
  public static String kindOf(String parameter, RouteTemplate route) {
    String flat = flat(parameter);
    if (flat.equals("id") || flat.equals("ids")) {
      int words = route.words().size();
      return words == 0 ? "object" : ObjectKind.ofWord(route.words().get(words - 1));
    }
    return kindOf(parameter, flat);
  }

  private static String flat(String parameter) {
    return parameter.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  private static String kindOf(String parameter, String flat) {
    if (OTHERS.contains(flat) || flat.length() > 40) {
      return null;
    }
    boolean named = NAMES.contains(flat);
    boolean id =
        parameter.endsWith("Id")
            || parameter.endsWith("Ids")
            || parameter.endsWith("ID")
            || parameter.endsWith("_id")
            || parameter.endsWith("-id");
    return named || id ? stem(flat) : null;
  }

  private static String stem(String flat) {
    String one = flat.endsWith("ids") ? flat.substring(0, flat.length() - 1) : flat;
    String stem = one.endsWith("id") && one.length() > 3 ? one.substring(0, one.length() - 2) : one;
    boolean plain = stem.chars().allMatch(c -> c >= 'a' && c <= 'z');
    return plain ? ObjectKind.ofWord(stem) : "object";
  }
}
