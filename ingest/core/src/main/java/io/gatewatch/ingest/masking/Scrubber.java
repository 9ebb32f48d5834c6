package io.gatewatch.ingest.masking;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Keeps of a user agent, or of a name that somebody gave, what names a program and its version.
 * Whatever {@link SensitiveText} finds becomes {@code *}, and beyond it everything that may be a
 * secret: e-mail addresses, long digit runs in any grouping, JWTs, UUIDs, key-like, encoded and
 * drawn-looking tokens, values of names that say key or password. In what is left the judge finds
 * nothing. At most 200 characters.
 *
 * <p>Remembers the last 1,024 texts that had nothing to replace (about 300 kB), and none of the
 * others: a text with a secret in it is read again each time. Confined to one thread.
 */
public final class Scrubber {
  private static final int MAX_LENGTH = 200;
  private static final int CACHE = 1024;
  private static final int LONG_DIGITS = 7;
  private static final int MANY_DIGITS = 6;
  private static final int MIXED_TOKEN = 12;
  private static final int LONG_TOKEN = 20;
  private static final int SHORTEST_ENCODED = 8;
  private static final int MOST_ROUNDS = 3;
  private static final String BREAKS = " /()[]{}<>,;:=\"'|&?!\\#";

  private final SensitiveText judge;
  private final Map<String, String> clean =
      new LinkedHashMap<>(CACHE, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > CACHE;
        }
      };
  private int kinds;

  /** A scrubber that asks this judge. */
  public Scrubber(SensitiveText judge) {
    this.judge = judge;
  }

  /** The text without its secrets; null and blank become null. */
  public String scrub(String text) {
    kinds = 0;
    if (text == null || text.isBlank()) {
      return null;
    }
    String known = clean.get(text);
    if (known != null) {
      return known;
    }
    String cut = text.length() > 4 * MAX_LENGTH ? text.substring(0, 4 * MAX_LENGTH) : text;
    String scrubbed = scrubText(cut);
    if (kinds == 0 && scrubbed.equals(text)) {
      clean.put(text, text);
      return scrubbed;
    }
    int inText = kinds;
    String again = scrubbedAgain(scrubbed);
    kinds = inText;
    return again;
  }

  /** What is gone can change how the rest reads: a number is now the value of a name before it. */
  private String scrubbedAgain(String scrubbed) {
    String text = scrubbed;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      if (judge.kindsInFull(text) == 0) {
        return text;
      }
      text = scrubText(text);
    }
    return judge.kindsInFull(text) == 0 ? text : "*";
  }

  /** Kinds that the judge found in the last text, as bits. */
  public int kinds() {
    return kinds;
  }

  private String scrubText(String text) {
    kinds = judge.kindsInFull(text);
    BitSet marks = judge.marks();
    DigitRuns.mark(text, marks);
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
      boolean secret = (valueOfSecret && !token.isEmpty()) || isMarked(marks, from, to);
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

  private static boolean isMarked(BitSet marks, int from, int to) {
    int next = marks.nextSetBit(from);
    return next >= 0 && next < to;
  }

  private static boolean namesSecret(String token) {
    Naming naming = Naming.of(token);
    return naming == Naming.SECRET
        || naming == Naming.TOKEN
        || naming == Naming.PASSWORD
        || (token.length() == 3 && token.toLowerCase(Locale.ROOT).equals("key"))
        || (token.length() == 7 && token.toLowerCase(Locale.ROOT).equals("session"));
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
    return (longestRun >= LONG_DIGITS && !DigitRuns.isDate(token))
        || (switches >= 3 && token.length() >= MIXED_TOKEN && !dotted)
        || (switches >= 2 && digits >= MANY_DIGITS && !dotted)
        || (digits >= 4 && letters >= 6 && token.length() >= LONG_TOKEN)
        || DigitRuns.inToken(token)
        || TokenShape.looksLikeKey(token)
        || hasDrawnPart(token);
  }

  /** Runs of letters that are no words, and runs of letters and digits that decode to a text. */
  private static boolean hasDrawnPart(String token) {
    int letters = 0;
    int start = 0;
    boolean digit = false;
    for (int i = 0; i <= token.length(); i++) {
      char c = i < token.length() ? token.charAt(i) : '.';
      boolean letter = Character.isLetter(c);
      if (!letter && TokenShape.isRandomLetters(token, letters, i)) {
        return true;
      }
      letters = letter ? letters : i + 1;
      boolean joint = !letter && (c < '0' || c > '9');
      digit |= !letter && !joint;
      if (joint) {
        if (digit && i - start >= SHORTEST_ENCODED && TokenShape.isEncoded(token, start, i)) {
          return true;
        }
        start = i + 1;
        digit = false;
      }
    }
    return false;
  }
}
