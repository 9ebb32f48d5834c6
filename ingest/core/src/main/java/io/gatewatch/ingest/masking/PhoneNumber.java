package io.gatewatch.ingest.masking;

/**
 * Tells phone numbers by how people write them, on the careful side: after a plus with a country
 * code of E.164; in groups after a trunk 0 or 00; in the three groups of North America. Digits in
 * one piece are a phone number only where a name says so.
 */
final class PhoneNumber {
  static final int SHORTEST = 7;
  static final int LONGEST = 15;

  /** How many digits the country code has, by its first two; 0 where no country is. */
  private static final byte[] CODE_LENGTHS = new byte[100];

  static {
    for (int code = 0; code < 100; code++) {
      CODE_LENGTHS[code] = (byte) (code / 10 == 1 || code / 10 == 7 ? 1 : code < 10 ? 0 : 2);
    }
    int[] firstTwoOfThree = {
      21, 22, 23, 24, 25, 26, 29, 35, 37, 38, 42, 50, 59, 67, 68, 85, 88, 96
    };
    for (int code : firstTwoOfThree) {
      CODE_LENGTHS[code] = 3;
    }
    CODE_LENGTHS[97] = 3;
    CODE_LENGTHS[99] = 3;
    for (int code : new int[] {28, 69, 80, 83, 87, 89}) {
      CODE_LENGTHS[code] = 0;
    }
  }

  private PhoneNumber() {}

  /** Whether digits that follow a plus or 00 are a number of a country. */
  static boolean isInternational(byte[] digits, int from, int to) {
    int length = to - from;
    if (length < 9 || length > LONGEST) {
      return false;
    }
    return switch (CODE_LENGTHS[(digits[from] - '0') * 10 + (digits[from + 1] - '0')]) {
      case 1 -> length == 11 && (digits[from] == '7' || isNorthAmerican(digits, from + 1));
      case 2 -> true;
      case 3 -> length >= 10;
      default -> false;
    };
  }

  /** Whether digits in groups, the first of which starts with 0, are a national number. */
  static boolean isNational(byte[] digits, int length, int firstGroup) {
    boolean trunk = digits[0] == '0' && digits[1] != '0';
    return trunk && firstGroup >= 3 && firstGroup <= 5 && length >= 9 && length <= 12;
  }

  /** Whether ten digits from here on can be of North America: area and exchange start from 2. */
  static boolean isNorthAmerican(byte[] digits, int from) {
    return digits[from] >= '2' && digits[from + 3] >= '2';
  }
}
