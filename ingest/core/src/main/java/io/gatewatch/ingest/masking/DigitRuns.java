package io.gatewatch.ingest.masking;

import java.util.BitSet;

/**
 * Marks digits that are too many together to be a version: 9 or more in groups that blanks, dashes
 * or brackets part, 13 or more where dots alone do, as they do in the versions of programs.
 */
final class DigitRuns {
  private static final int MOST = 8;
  private static final int MOST_DOTTED = 12;
  private static final int MOST_JOINTS = 3;

  private DigitRuns() {}

  /** Sets a mark on each character of such a run. */
  static void mark(String text, BitSet marks) {
    int at = 0;
    while (at < text.length()) {
      at = isDigit(text.charAt(at)) ? markRun(text, at, marks) : at + 1;
    }
  }

  /** Whether a token holds as many digits as a card, or a telephone number parted by dots. */
  static boolean inToken(String token) {
    int digits = 0;
    boolean dotted = true;
    for (int i = 0; i < token.length(); i++) {
      boolean digit = isDigit(token.charAt(i));
      digits += digit ? 1 : 0;
      dotted &= digit || token.charAt(i) == '.';
    }
    int first = token.indexOf('.');
    boolean phone = dotted && digits > MOST && first > 2 && token.charAt(0) == '0';
    return phone || digits > MOST_DOTTED;
  }

  /** Browsers carry build dates such as 20100101. */
  static boolean isDate(String token) {
    if (token.length() != 8 || !(token.startsWith("19") || token.startsWith("20"))) {
      return false;
    }
    for (int i = 0; i < 8; i++) {
      if (!isDigit(token.charAt(i))) {
        return false;
      }
    }
    int month = Integer.parseInt(token.substring(4, 6));
    int day = Integer.parseInt(token.substring(6));
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
  }

  private static int markRun(String text, int from, BitSet marks) {
    int digits = 0;
    int end = from;
    int joints = 0;
    boolean dotted = true;
    for (int at = from; at < text.length() && joints <= MOST_JOINTS; at++) {
      char c = text.charAt(at);
      if (isDigit(c)) {
        dotted &= joints == 0 || (joints == 1 && text.charAt(at - 1) == '.');
        digits++;
        joints = 0;
        end = at + 1;
      } else if (" -.()/+_~*".indexOf(c) >= 0) {
        joints++;
      } else {
        break;
      }
    }
    if (digits > (dotted ? MOST_DOTTED : MOST) || (digits > MOST && end - from == digits)) {
      marks.set(from, end);
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
