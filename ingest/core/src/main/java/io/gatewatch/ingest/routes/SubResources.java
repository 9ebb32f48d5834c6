package io.gatewatch.ingest.routes;

import java.util.Locale;
import java.util.Set;

/**
 * Words that stand beside ids and are none: {@code /users/me}, {@code /customers/contactHistory}. A
 * compound counts by its last word.
 */
final class SubResources {
  /** What one does, or whom one means, instead of naming an id. */
  private static final Set<String> WORDS =
      Set.of(
          "me",
          "self",
          "current",
          "all",
          "search",
          "login",
          "logout",
          "register",
          "signup",
          "sign-up",
          "signin",
          "sign-in",
          "token",
          "password",
          "reset",
          "verify",
          "list",
          "count",
          "export",
          "import",
          "bulk",
          "batch",
          "new",
          "settings",
          "preferences",
          "profile",
          "status",
          "health",
          "info",
          "invite",
          "activate",
          "lookup");

  /** What people and accounts have. */
  private static final Set<String> RESOURCES =
      Set.of(
          "accounts",
          "addresses",
          "alerts",
          "applications",
          "approvals",
          "arrangements",
          "balances",
          "beneficiaries",
          "cards",
          "charges",
          "consents",
          "contacts",
          "deposits",
          "details",
          "devices",
          "documents",
          "fees",
          "groups",
          "history",
          "holdings",
          "information",
          "initiation",
          "invitations",
          "limits",
          "loans",
          "mandates",
          "messages",
          "notifications",
          "orders",
          "payees",
          "payments",
          "permissions",
          "portfolios",
          "positions",
          "products",
          "profiles",
          "relationships",
          "requests",
          "rights",
          "roles",
          "sessions",
          "signatories",
          "statements",
          "summary",
          "tasks",
          "transactions",
          "transfers",
          "user",
          "users");

  private SubResources() {}

  /** Whether a segment is such a word. */
  static boolean contains(String segment) {
    String lower = segment.toLowerCase(Locale.ROOT);
    return WORDS.contains(lower)
        || RESOURCES.contains(lower)
        || RESOURCES.contains(lower.substring(lastWord(segment)));
  }

  /** Where the last word of a compound starts. */
  private static int lastWord(String segment) {
    for (int i = segment.length() - 1; i > 0; i--) {
      char c = segment.charAt(i);
      if (c == '-' || c == '_') {
        return i + 1;
      }
      if (c >= 'A' && c <= 'Z') {
        return i;
      }
    }
    return 0;
  }
}
