package io.gatewatch.ingest.assemble;

import io.gatewatch.ingest.masking.TokenShape;

/** Checks of ids that stay in clear. */
final class Identifiers {
  /** The shortest card numbers have as many. */
  private static final int FEWEST_OF_NUMBER = 13;

  private static final boolean[] PLAIN = new boolean[128];

  static {
    for (char c = 0; c < 128; c++) {
      PLAIN[c] = isAlphanumeric(c) || "._:/-#".indexOf(c) >= 0;
    }
  }

  private Identifiers() {}

  /** Letters, digits and . _ : / - only, no longer than allowed, and not like a key. */
  static boolean isPlain(String text, int maxLength) {
    if (text == null || text.isEmpty() || text.length() > maxLength) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 128 || !PLAIN[c]) {
        return false;
      }
    }
    return !TokenShape.looksLikeKey(text);
  }

  /**
   * A UUID or hex of 16 digits or more, with or without a counter behind #. Decimal digits alone
   * may be an account number, and hex that spells a text was not drawn, so these are not believed.
   */
  static boolean isDrawnId(String text) {
    if (text == null || text.length() < 16 || text.length() > 64) {
      return false;
    }
    boolean counter = false;
    boolean letter = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean hex = (c >= '0' && c <= '9') || (!counter && c >= 'a' && c <= 'f');
      if (!hex && c != '-' && (c != '#' || counter)) {
        return false;
      }
      counter |= c == '#';
      letter |= c >= 'a';
    }
    return letter && !isHexOfText(text);
  }

  /**
   * Whether as many decimal digits stand together, dashes aside, as on a card or in an IBAN: of ids
   * that a machine drew, one in fifty, of which a client may say what it likes, every one that is
   * no id.
   */
  static boolean holdsNumber(String text) {
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      run = c >= '0' && c <= '9' ? run + 1 : c == '-' ? run : 0;
      if (run >= FEWEST_OF_NUMBER) {
        return true;
      }
    }
    return false;
  }

  /** Whether hex digits, with or without dashes, spell printable ASCII from end to end. */
  static boolean isHexOfText(String text) {
    int high = -1;
    for (int i = 0; i < text.length() && text.charAt(i) != '#'; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        continue;
      }
      if (high < 0) {
        high = digit;
        continue;
      }
      int value = high * 16 + digit;
      high = -1;
      if (value < ' ' || value > '~') {
        return false;
      }
    }
    return true;
  }

  /** Eight, four, four, four and twelve hex digits: nobody's name. */
  static boolean isUuid(String text) {
    if (text.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      char c = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : c > 'f' || Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }

  static boolean isLowerHex(String text) {
    boolean zero = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
      zero &= c == '0';
    }
    return !zero;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
