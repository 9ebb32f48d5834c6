package io.gatewatch.ingest.masking;

import java.util.Locale;

/**
 * The running number inside an id: all of a plain number, the digits after a short prefix of
 * letters (ACC-000123), or the digits that end an IBAN's account part, without its two check
 * digits. 38 digits at most.
 *
 * <p>Only a check digit that can be told from one id alone is stripped: an IBAN's (ISO 13616,
 * modulo 97). A Luhn digit can not, since one number in ten passes by chance, and stripping it from
 * those would break the order of all others.
 *
 * @param prefix what stands before the number, part of every hint
 * @param digits the number, 0 or more, in decimal; leading zeros do not count
 */
record NumericId(String prefix, String digits) {
  private static final int MAX_DIGITS = 38;
  private static final int MAX_PREFIX = 8;
  private static final int MIN_DIGITS_AFTER_PREFIX = 3;
  private static final int UUID_LENGTH = 36;

  /** The running number, or null when the id has none. Expects the canonical spelling. */
  static NumericId of(String id) {
    int from = digitsAtEnd(id);
    int digits = id.length() - from;
    if (digits == 0 || digits > MAX_DIGITS) {
      return null;
    }
    if (from == 0) {
      return new NumericId("", id);
    }
    boolean iban = isIban(id);
    if (iban) {
      int number = Math.max(from, 4);
      return number == id.length()
          ? null
          : new NumericId(id.substring(0, 2) + id.substring(4, number), id.substring(number));
    }
    return digits >= MIN_DIGITS_AFTER_PREFIX && isPrefix(id, from)
        ? new NumericId(id.substring(0, from), id.substring(from))
        : null;
  }

  /** One spelling for ids that have several: IBANs without blanks, UUIDs in lower case. */
  static String canonical(String id) {
    if (id.length() == UUID_LENGTH && id.charAt(8) == '-') {
      return id.toLowerCase(Locale.ROOT);
    }
    if (id.length() >= 15 && id.length() <= 42 && Character.isLetter(id.charAt(0))) {
      String packed = id.replace(" ", "").replace("-", "").toUpperCase(Locale.ROOT);
      return isIban(packed) ? packed : id;
    }
    return id;
  }

  private static int digitsAtEnd(String id) {
    int from = id.length();
    while (from > 0 && isDigit(id.charAt(from - 1))) {
      from--;
    }
    return from;
  }

  private static boolean isPrefix(String id, int end) {
    int letters = id.charAt(end - 1) == '-' || id.charAt(end - 1) == '_' ? end - 1 : end;
    if (letters == 0 || letters > MAX_PREFIX) {
      return false;
    }
    for (int i = 0; i < letters; i++) {
      if (!isAsciiLetter(id.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** ISO 13616: two letters, two check digits, 11 to 30 letters or digits, remainder 1. */
  static boolean isIban(String id) {
    if (id.length() < 15
        || id.length() > 34
        || !isAsciiLetter(id.charAt(0))
        || !isAsciiLetter(id.charAt(1))
        || !isDigit(id.charAt(2))
        || !isDigit(id.charAt(3))) {
      return false;
    }
    int remainder = 0;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt((i + 4) % id.length());
      if (isDigit(c)) {
        remainder = (remainder * 10 + (c - '0')) % 97;
      } else if (c >= 'A' && c <= 'Z') {
        remainder = (remainder * 100 + (c - 'A' + 10)) % 97;
      } else {
        return false;
      }
    }
    return remainder == 1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
