package io.gatewatch.ingest.masking;

import java.util.List;
import java.util.Locale;

/**
 * Tells words that people chose from tokens that a machine drew. Rules of thumb on letters alone,
 * erring towards "token": a word lost costs a little meaning, a token kept may be a secret.
 */
public final class TokenShape {
  private static final int LONGEST_WORD = 24;
  private static final int MOST_CONSONANTS = 6;
  private static final List<String> KEY_PREFIXES =
      List.of(
          "key-", "sk-", "pk-", "sk_", "pk_", "rk_", "ghp_", "gho_", "xox", "akia", "asia", "eyj");

  private TokenShape() {}

  /** Whether a run of ASCII letters looks drawn rather than chosen. */
  public static boolean isRandomLetters(String letters) {
    int length = letters.length();
    if (length > LONGEST_WORD + 8) {
      return true;
    }
    if (length < 8) {
      return false;
    }
    int vowels = 0;
    int consonants = 0;
    int longest = 0;
    int humps = 0;
    boolean hex = true;
    for (int i = 0; i < length; i++) {
      char c = letters.charAt(i);
      char lower = Character.toLowerCase(c);
      boolean vowel = "aeiouy".indexOf(lower) >= 0;
      vowels += vowel ? 1 : 0;
      consonants = vowel ? 0 : consonants + 1;
      longest = Math.max(longest, consonants);
      hex &= lower <= 'f';
      boolean hump =
          i > 0 && Character.isUpperCase(c) && Character.isLowerCase(letters.charAt(i - 1));
      humps += hump ? 1 : 0;
    }
    return hex
        || (humps == 0 && length > LONGEST_WORD)
        || longest > MOST_CONSONANTS
        || (length >= 12 && vowels * 5 < length)
        || humps * 4 > length;
  }

  /** Whether a token starts the way well-known kinds of keys do. */
  public static boolean looksLikeKey(String token) {
    if (token.length() < 8) {
      return false;
    }
    String start = token.substring(0, 4).toLowerCase(Locale.ROOT);
    for (String prefix : KEY_PREFIXES) {
      if (start.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
