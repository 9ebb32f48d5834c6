package io.gatewatch.ingest.masking;

/**
 * Tells card numbers (ISO/IEC 7812) from other numbers of 13 to 19 digits: a known issuer range,
 * one of its lengths, and the Luhn check digit. Of evenly drawn numbers of 16 digits about one in
 * fifty passes; so where a number is expected anyway, passing alone says little.
 */
final class CardNumber {
  static final int SHORTEST = 13;
  static final int LONGEST = 19;

  private CardNumber() {}

  /** Whether these digits ('0' to '9', the first so many) can be a card's. */
  static boolean is(byte[] digits, int length) {
    return length >= SHORTEST
        && length <= LONGEST
        && isIssued(prefix(digits), length)
        && passesLuhn(digits, length);
  }

  private static int prefix(byte[] digits) {
    int prefix = 0;
    for (int i = 0; i < 6; i++) {
      prefix = prefix * 10 + (digits[i] - '0');
    }
    return prefix;
  }

  /** Issuer ranges by their first six digits. */
  private static boolean isIssued(int six, int length) {
    int two = six / 10_000;
    int three = six / 1000;
    int four = six / 100;
    if (two >= 40 && two <= 49) {
      return length == 16 || length == 13 || length == 19; // Visa
    }
    if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) {
      return length == 16; // Mastercard
    }
    if (two == 34 || two == 37) {
      return length == 15; // American Express
    }
    if (two == 36 || two == 38 || two == 39 || (three >= 300 && three <= 305) || four == 3095) {
      return length == 14; // Diners Club
    }
    if (two == 60 || two == 65 || two == 62 || (three >= 644 && three <= 649)) {
      return length == 16 || length == 19; // Discover, RuPay, UnionPay
    }
    if (four >= 3528 && four <= 3589) {
      return length == 16 || length == 19; // JCB
    }
    if (four >= 2200 && four <= 2204) {
      return length == 16; // Mir
    }
    return isRegional(six, four) && (length == 16 || length == 18 || length == 19);
  }

  private static boolean isRegional(int six, int four) {
    return switch (four) {
      case 5018, 5019, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763 -> true; // Maestro, Dankort
      case 5067, 5090, 5091, 9792 -> true; // Elo, Troy
      default -> six == 636368 || six == 636297 || (six >= 506099 && six <= 506198); // Elo, Verve
    };
  }

  private static boolean passesLuhn(byte[] digits, int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      int digit = digits[length - 1 - i] - '0';
      int counted = (i & 1) == 0 ? digit : 2 * digit;
      sum += counted > 9 ? counted - 9 : counted;
    }
    return sum % 10 == 0;
  }
}
