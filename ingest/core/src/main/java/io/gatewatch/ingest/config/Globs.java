package io.gatewatch.ingest.config;

/** Patterns in which {@code *} stands for any text. */
public final class Globs {
  private Globs() {}

  /** Whether a pattern fits the whole text. Linear in the text for each star. */
  public static boolean matches(String glob, String text) {
    if (glob.equals("*")) {
      return true;
    }
    if (glob.indexOf('*') < 0) {
      return glob.equals(text);
    }
    String[] parts = glob.split("\\*", -1);
    String first = parts[0];
    String last = parts[parts.length - 1];
    if (!text.startsWith(first)
        || !text.endsWith(last)
        || text.length() < first.length() + last.length()) {
      return false;
    }
    int from = first.length();
    int end = text.length() - last.length();
    for (int i = 1; i < parts.length - 1; i++) {
      int at = text.indexOf(parts[i], from);
      if (at < 0 || at + parts[i].length() > end) {
        return false;
      }
      from = at + parts[i].length();
    }
    return true;
  }
}
