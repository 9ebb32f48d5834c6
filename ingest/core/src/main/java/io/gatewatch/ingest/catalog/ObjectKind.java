package io.gatewatch.ingest.catalog;

import java.util.Locale;
import java.util.Set;

/** Names the kind of object that a word of a path, or the name of a parameter, stands for. */
public final class ObjectKind {
  /** Parameters that name no object of a customer: walking through them is no attack on anybody. */
  private static final Set<String> NO_OBJECTS =
      Set.of(
          "version",
          "apiversion",
          "date",
          "year",
          "month",
          "day",
          "language",
          "lang",
          "locale",
          "currency",
          "currencypair",
          "country",
          "format",
          "page");

  private ObjectKind() {}

  /** Kind of an object that a word names: accounts → account, parties → party. */
  public static String ofWord(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.endsWith("ies") && lower.length() > 4) {
      return lower.substring(0, lower.length() - 3) + "y";
    }
    if (lower.endsWith("sses") || lower.endsWith("uses") || lower.endsWith("xes")) {
      return lower.substring(0, lower.length() - 2);
    }
    boolean plural = lower.endsWith("s") && !lower.endsWith("ss") && lower.length() > 3;
    return plural ? lower.substring(0, lower.length() - 1) : lower;
  }

  /**
   * Kind of a path parameter: of the word right before it, as where no catalogue is, so that hashes
   * do not change with one; else of its own name, {@code AccountId} → account. Null when it names
   * no object, such as a date or a currency.
   */
  static String ofParameter(String name, String wordBefore) {
    String stem = stem(name);
    if (NO_OBJECTS.contains(stem)) {
      return null;
    }
    return wordBefore == null ? stem : ofWord(wordBefore);
  }

  private static String stem(String name) {
    StringBuilder letters = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        letters.append(c);
      }
    }
    String flat = letters.toString().toLowerCase(Locale.ROOT);
    for (String ending : new String[] {"id", "code"}) {
      if (flat.endsWith(ending) && flat.length() > ending.length()) {
        return ofWord(flat.substring(0, flat.length() - ending.length()));
      }
    }
    return flat.isEmpty() || flat.equals("id") ? "object" : ofWord(flat);
  }
}
