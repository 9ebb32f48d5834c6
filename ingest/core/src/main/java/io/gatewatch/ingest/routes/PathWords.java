package io.gatewatch.ingest.routes;

import io.gatewatch.ingest.catalog.VersionSegment;
import io.gatewatch.ingest.masking.TokenShape;
import java.util.Locale;
import java.util.Set;

/** Tells the words of a path from the ids in it. Doubtful segments count as ids. */
final class PathWords {
  static final int MAX_WORD = 40;
  private static final int MAX_PARTS = 6;
  private static final int SHORTEST_DRAWN = 8;
  private static final int LONGEST_HUMP = 14;

  /** Words that hold digits. Any other mix of letters and digits is an id. */
  private static final Set<String> WORDS_WITH_DIGITS =
      Set.of(
          "oauth2",
          "oauth1",
          "psd2",
          "psd3",
          "saml2",
          "http2",
          "web3",
          "s3",
          "ec2",
          "k8s",
          "i18n",
          "l10n",
          "iso20022",
          "log4j",
          "base64",
          "p2p",
          "b2b",
          "b2c",
          "c2b",
          "e2e",
          "3ds",
          "3ds2",
          "x509",
          "ipv4",
          "ipv6",
          "sha1",
          "sha256",
          "md5",
          "mp3",
          "mp4",
          "utf8",
          "auth0",
          "2fa",
          "fdx5",
          "mt940",
          "camt053",
          "pain001",
          "phpmyadmin2",
          "xs2a",
          "v2ray");

  /** Collections of people: the segment after one is an id unless it is a known sub-resource. */
  private static final Set<String> PEOPLE =
      Set.of(
          "user",
          "users",
          "customer",
          "customers",
          "member",
          "members",
          "person",
          "persons",
          "people",
          "employee",
          "employees",
          "username",
          "usernames",
          "profiles");

  private PathWords() {}

  /** Whether a segment stays in the template, given the word before it (null at the start). */
  static boolean isWord(String segment, PathWord before) {
    if (segment.length() > MAX_WORD) {
      return false;
    }
    if (before != null && before.beforeSecret()) {
      return PrivateSegments.isKnown(segment.toLowerCase(Locale.ROOT))
          || SubResources.contains(segment)
          || VersionSegment.matches(segment);
    }
    if (before != null && before.people()) {
      return SubResources.contains(segment);
    }
    if (hasDigit(segment)) {
      return VersionSegment.matches(segment)
          || WORDS_WITH_DIGITS.contains(segment.toLowerCase(Locale.ROOT));
    }
    return segment.equals(".")
        || segment.equals("..")
        || (isMadeOfWords(segment) && !TokenShape.looksLikeKey(segment));
  }

  /** Whether a word names a collection of people. */
  static boolean isPeople(String word) {
    return PEOPLE.contains(word.toLowerCase(Locale.ROOT));
  }

  private static boolean hasDigit(String segment) {
    for (int i = 0; i < segment.length(); i++) {
      if (segment.charAt(i) >= '0' && segment.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }

  private static boolean isMadeOfWords(String segment) {
    int parts = 0;
    int longest = 0;
    int start = 0;
    boolean joined = segment.indexOf('-') >= 0 || segment.indexOf('_') >= 0;
    for (int i = 0; i <= segment.length(); i++) {
      char c = i < segment.length() ? segment.charAt(i) : '-';
      if (isLetter(c)) {
        continue;
      }
      boolean leads = i == 0 && c == '$';
      if (c != '-' && c != '_' && c != '.' && c != '~' && !leads) {
        return false;
      }
      if (i > start) {
        parts++;
        longest = Math.max(longest, i - start);
        if (i - start >= SHORTEST_DRAWN && isDrawn(segment.substring(start, i), joined)) {
          return false;
        }
      }
      start = i + 1;
    }
    // Parts too short to judge by themselves are judged together.
    boolean drawn = parts > 1 && longest < SHORTEST_DRAWN && TokenShape.isRandomLetters(segment);
    return parts >= 1 && parts <= MAX_PARTS && !drawn;
  }

  /**
   * Whether a run of letters looks drawn. Plain camel case is none, however long; but people write
   * no camel case between hyphens, and no humps of one small letter, where base64url has both.
   */
  private static boolean isDrawn(String letters, boolean joined) {
    int humps = 0;
    int single = 0;
    for (int i = 1; i < letters.length(); i++) {
      boolean starts = isUpper(letters.charAt(i)) && !isUpper(letters.charAt(i - 1));
      humps += starts ? 1 : 0;
      single += starts && (i == 1 || isUpper(letters.charAt(i - 2))) ? 1 : 0;
    }
    boolean mixed = humps > 0 && letters.length() >= SHORTEST_DRAWN;
    return (mixed && (joined || single > 1))
        || (TokenShape.isRandomLetters(letters) && !(humps > 1 && isPlainCamel(letters)));
  }

  /** Whether letters are words joined as in accountBalances: each 2 to 14 letters with a vowel. */
  private static boolean isPlainCamel(String letters) {
    int start = 0;
    boolean vowel = false;
    for (int i = 0; i <= letters.length(); i++) {
      boolean end = i == letters.length() || (i > 0 && isUpper(letters.charAt(i)));
      if (end && (!vowel || i - start < 2 || i - start > LONGEST_HUMP)) {
        return false;
      }
      start = end ? i : start;
      vowel &= !end;
      vowel |= i < letters.length() && "aeiouyAEIOUY".indexOf(letters.charAt(i)) >= 0;
    }
    return true;
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
