package io.gatewatch.gateways;

import io.gatewatch.ingest.catalog.OperationNames;
import io.gatewatch.ingest.catalog.RequestPath;
import io.gatewatch.ingest.catalog.VersionSegment;
import io.gatewatch.ingest.routes.RouteTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The word of a path that names its operation group: mostly the first that tells a resource, for
 * some log-ins the last. A handler of {@code /graphql} answers {@code /graphql/login} too, and who
 * decodes finds accounts in {@code /accounts%2F1/payments}.
 */
final class NamingWord {
  /** What a log-in that only its last word tells may lie under. */
  private static final Set<String> LOGIN_PARENTS =
      Set.of(
          "session",
          "sessions",
          "identity",
          "identities",
          "connect",
          "openid-connect",
          "protocol",
          "realms");

  private static final String LOGIN = "auth.write";
  private static final Pattern PLAIN = Pattern.compile("[a-z0-9._~-]*");
  private static final Pattern PLAIN_ID = Pattern.compile("[0-9]+|[0-9a-f-]{36}");

  private NamingWord() {}

  /** Whether what stands in front of it is surely no resource. */
  static boolean isSure(String target) {
    List<String> words =
        RouteTemplate.of(target).words().stream().map(w -> w.toLowerCase(Locale.ROOT)).toList();
    if (words.isEmpty()) {
      return true;
    }
    String last = words.get(words.size() - 1);
    String resource = words.stream().filter(w -> !isArrangement(w)).findFirst().orElse(null);
    boolean byLast = isLoginEnding(last) && (resource == null || !isLoginArea(resource));
    List<String> texts = texts(RequestPath.of(target));
    int naming = byLast ? texts.lastIndexOf(last) : texts.indexOf(resource);
    for (int i = 0; i < naming; i++) {
      String before = i == 0 ? "" : texts.get(i - 1);
      if (!PLAIN.matcher(texts.get(i)).matches()
          || (byLast && !isAboveLogin(texts.get(i), before))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a segment can lie above a log-in and be no resource of its own. */
  private static boolean isAboveLogin(String text, String before) {
    return isArrangement(text)
        || isLoginArea(text)
        || isLoginEnding(text)
        || LOGIN_PARENTS.contains(text)
        || before.equals("realms") // its name, in Keycloak
        || VersionSegment.matches(text)
        || PLAIN_ID.matcher(text).matches();
  }

  private static boolean isArrangement(String word) {
    return OperationNames.group(List.of(word, "x"), "GET").equals("x.read");
  }

  private static boolean isLoginArea(String word) {
    return OperationNames.group(List.of(word, "x"), "GET").equals(LOGIN);
  }

  private static boolean isLoginEnding(String word) {
    return OperationNames.group(List.of("x", word), "GET").equals(LOGIN);
  }

  private static List<String> texts(String path) {
    List<String> texts = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty() && texts.size() < RouteTemplate.MAX_SEGMENTS) {
        int end = RequestPath.textEnd(segment, 0, segment.length());
        texts.add(segment.substring(0, end).toLowerCase(Locale.ROOT));
      }
    }
    return texts;
  }
}
