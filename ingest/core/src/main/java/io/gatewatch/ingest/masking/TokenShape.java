package io.gatewatch.ingest.masking;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Tells words that people chose from tokens that a machine drew. Rules of thumb on letters alone,
 * erring towards "token": a word lost costs a little meaning, a token kept may be a secret.
 */
public final class TokenShape {
  private static final int SHORTEST = 8;
  private static final int LONGEST_WORD = 24;
  private static final int MOST_CONSONANTS = 6;
  private static final List<String> KEY_PREFIXES =
      List.of(
          "key-", "sk-", "pk-", "sk_", "pk_", "rk_", "ghp_", "gho_", "xox", "akia", "asia", "eyj");

  private TokenShape() {}

  /** Whether ASCII letters, with or without joints between them, look drawn rather than chosen. */
  public static boolean isRandomLetters(String text) {
    return isRandomLetters(text, 0, text.length());
  }

  /** The same of a part of a text. Anything but ASCII letters counts as a joint. */
  public static boolean isRandomLetters(String text, int from, int to) {
    int letters = 0;
    int vowels = 0;
    int consonants = 0;
    int mostConsonants = 0;
    int humps = 0;
    int turns = 0;
    int likelihood = 0;
    int pairs = 0;
    int run = 0;
    int longestRun = 0;
    boolean hex = true;
    char before = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      char lower = (char) (c | 32);
      if (c > 'z' || lower < 'a' || lower > 'z') {
        before = 0;
        consonants = 0;
        run = 0;
        continue;
      }
      letters++;
      longestRun = Math.max(longestRun, ++run);
      boolean vowel = isVowel(lower);
      vowels += vowel ? 1 : 0;
      consonants = vowel ? 0 : consonants + 1;
      mostConsonants = Math.max(mostConsonants, consonants);
      hex &= lower <= 'f';
      if (before != 0) {
        humps += c <= 'Z' && before >= 'a' ? 1 : 0;
        turns += c <= 'Z' != before <= 'Z' ? 1 : 0;
        likelihood += LetterPairs.likelihood(before, c);
        pairs++;
      }
      before = c;
    }
    if (letters < SHORTEST) {
      return false;
    }
    return (hex && longestRun == letters)
        || longestRun > LONGEST_WORD + 8
        || (humps == 0 && longestRun > LONGEST_WORD)
        || mostConsonants > MOST_CONSONANTS
        || (letters >= 12 && vowels * 5 < letters)
        || turns * 11 > 5 * letters
        || 10 * likelihood < leastLikelihood(letters) * pairs
        || ((turns * 3 > letters || (humps > 0 && 10 * likelihood < 55 * pairs))
            && isEncodedText(text, from, to));
  }

  /**
   * Whether a run of letters and digits is base64 of six or more printable ASCII characters, which
   * a word is by chance once in a thousand times, and a text always.
   */
  static boolean isEncodedText(String text, int from, int to) {
    byte[] in = text.substring(from, to).getBytes(StandardCharsets.ISO_8859_1);
    int size = Decoded.base64(in, 0, in.length, in);
    for (int i = 0; i < size; i++) {
      if (in[i] < ' ') {
        return false;
      }
    }
    return size >= 6;
  }

  /** Whether a run of letters and digits is the base64 or the hex of printable ASCII characters. */
  static boolean isEncoded(String text, int from, int to) {
    if (isEncodedText(text, from, to)) {
      return true;
    }
    byte[] in = text.substring(from, to).getBytes(StandardCharsets.ISO_8859_1);
    return in.length % 2 == 0 && Decoded.hex(in, 0, in.length, in) >= 4;
  }

  /** Whether a token starts the way well-known kinds of keys do. */
  public static boolean looksLikeKey(String token) {
    if (token.length() < SHORTEST) {
      return false;
    }
    int first = token.charAt(0) | 32;
    int second = token.charAt(1) | 32;
    for (int i = 0; i < KEY_PREFIXES.size(); i++) {
      String prefix = KEY_PREFIXES.get(i);
      // Most tokens are done with here: two letters in any case, or two signs that fold alike.
      if (first == prefix.charAt(0)
          && second == (prefix.charAt(1) | 32)
          && token.regionMatches(true, 0, prefix, 0, prefix.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isVowel(char lower) {
    return lower == 'a'
        || lower == 'e'
        || lower == 'i'
        || lower == 'o'
        || lower == 'u'
        || lower == 'y';
  }

  /** Ten times the mean likelihood of pairs below which letters are no words, by their number. */
  private static int leastLikelihood(int letters) {
    if (letters < 12) {
      return 43;
    }
    return letters < 16 ? 48 : letters < 20 ? 50 : 52;
  }
}
