package io.gatewatch.ingest.masking;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Keeps of a user agent what names a program and its version; e-mail addresses, long digit runs,
 * JWTs, UUIDs, key-like and percent-encoded tokens become {@code *}. At most 200 characters. Keeps
 * the last 1,024 answers (about 500 kB); confined to one thread.
 */
public final class UserAgentScrubber {
  private static final int MAX_LENGTH = 200;
  private static final int CACHE = 1024;
  private static final int LONG_DIGITS = 7;
  private static final int MIXED_TOKEN = 12;
  private static final int LONG_TOKEN = 20;
  private static final String BREAKS = " /()[]{}<>,;:=\"'|&?!\\#";

  private final Map<String, String> answers =
      new LinkedHashMap<>(CACHE, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > CACHE;
        }
      };

  /** The agent without its secrets; null and blank become null. */
  public String scrub(String userAgent) {
    if (userAgent == null || userAgent.isBlank()) {
      return null;
    }
    String text =
        userAgent.length() > 4 * MAX_LENGTH ? userAgent.substring(0, 4 * MAX_LENGTH) : userAgent;
    String known = answers.get(text);
    if (known == null) {
      known = scrubText(text);
      answers.put(text, known);
    }
    return known;
  }

  private static String scrubText(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean valueOfSecret = false;
    int from = 0;
    while (from < text.length()) {
      int to = from;
      while (to < text.length() && BREAKS.indexOf(text.charAt(to)) < 0) {
        to++;
      }
      String token = text.substring(from, to);
      char end = to < text.length() ? text.charAt(to) : ' ';
      boolean secret = valueOfSecret && !token.isEmpty();
      out.append(secret || isSecret(token) ? "*" : token);
      if (to < text.length()) {
        out.append(end);
      }
      boolean named = namesSecret(token) && (end == '=' || end == ':' || end == ' ' || end == '/');
      valueOfSecret = named || (valueOfSecret && token.isEmpty());
      from = to + 1;
    }
    String scrubbed = out.toString().strip();
    return scrubbed.length() > MAX_LENGTH ? scrubbed.substring(0, MAX_LENGTH) : scrubbed;
  }

  private static boolean namesSecret(String token) {
    return switch (token.toLowerCase(Locale.ROOT)) {
      case "key",
          "apikey",
          "api-key",
          "api_key",
          "x-api-key",
          "token",
          "bearer",
          "basic",
          "secret" ->
          true;
      case "password", "passwd", "pwd", "authorization", "session", "sid" -> true;
      default -> false;
    };
  }

  private static boolean isSecret(String token) {
    int digits = 0;
    int letters = 0;
    int run = 0;
    int longestRun = 0;
    int switches = 0;
    boolean letterBefore = false;
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (c == '@' || c == '%' || c < ' ' || c > '~') {
        return true;
      }
      boolean digit = c >= '0' && c <= '9';
      boolean letter = Character.isLetter(c);
      switches += (digit && letterBefore) || (letter && run > 0) ? 1 : 0;
      letterBefore = letter;
      digits += digit ? 1 : 0;
      letters += letter ? 1 : 0;
      run = digit ? run + 1 : 0;
      longestRun = Math.max(longestRun, run);
    }
    boolean dotted = token.indexOf('.') >= 0;
    return (longestRun >= LONG_DIGITS && !isDate(token))
        || (letters == 0 && digits >= LONG_DIGITS + 2 && !dotted)
        || (switches >= 3 && token.length() >= MIXED_TOKEN && !dotted)
        || (digits >= 4 && letters >= 6 && token.length() >= LONG_TOKEN)
        || TokenShape.looksLikeKey(token)
        || hasRandomLetters(token);
  }

  private static boolean hasRandomLetters(String token) {
    int start = 0;
    for (int i = 0; i <= token.length(); i++) {
      if (i == token.length() || !Character.isLetter(token.charAt(i))) {
        if (TokenShape.isRandomLetters(token.substring(start, i))) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }

  /** Browsers carry build dates such as 20100101. */
  private static boolean isDate(String token) {
    return token.matches("(19|20)\\d\\d(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])");
  }
}
