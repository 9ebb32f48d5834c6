package io.gatewatch.ingest.masking;

/**
 * Finds IBANs (ISO 13616): the length of the country, as registered, and remainder 1 modulo 97. In
 * one piece or in groups of four, any case.
 */
final class Iban {
  private static final String REGISTERED =
      "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29"
          + "ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30"
          + "KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24"
          + "PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29"
          + "VA22VG24XK20YE30";

  /** Countries whose account part has digits only. */
  private static final String NUMERIC =
      "AE AT BA BE CZ DE DK EE ES FI FO GL HR HU IL IS LT ME NO PL PT RS SE SI SK TL XK";

  private static final byte[] LENGTHS = new byte[26 * 26];

  static {
    for (int i = 0; i < REGISTERED.length(); i += 4) {
      int country = (REGISTERED.charAt(i) - 'A') * 26 + (REGISTERED.charAt(i + 1) - 'A');
      LENGTHS[country] = (byte) Integer.parseInt(REGISTERED.substring(i + 2, i + 4));
    }
  }

  private Iban() {}

  /**
   * Where an IBAN that starts here ends; −1 when none does. Groups may be parted by one character
   * each, the same one all along.
   */
  static int end(byte[] text, int from, int to) {
    if (to - from < 15 || !Ascii.isDigit(text[from + 2]) || !Ascii.isDigit(text[from + 3])) {
      return -1;
    }
    int length = length(text[from], text[from + 1]);
    if (length == 0) {
      return -1;
    }
    boolean numeric = NUMERIC.contains(country(text[from], text[from + 1]));
    int remainder = 0;
    int taken = 0;
    int at = from;
    byte parting = 0;
    for (; at < to && taken < length; at++) {
      byte c = text[at];
      if (Ascii.isAlphanumeric(c)) {
        if (numeric && taken > 1 && !Ascii.isDigit(c)) {
          return -1;
        }
        remainder = taken < 4 ? 0 : append(remainder, c);
        taken++;
      } else if (taken % 4 == 0 && (parting == 0 || parting == c) && " -+._".indexOf(c) >= 0) {
        parting = c;
      } else {
        return -1;
      }
    }
    boolean whole = taken == length && (at == to || !Ascii.isAlphanumeric(text[at]));
    for (int i = from; i < from + 4; i++) {
      remainder = append(remainder, text[i]);
    }
    return whole && remainder == 1 ? at : -1;
  }

  private static int length(byte first, byte second) {
    int a = Ascii.upper(first) - 'A';
    int b = Ascii.upper(second) - 'A';
    return a < 0 || a > 25 || b < 0 || b > 25 ? 0 : LENGTHS[a * 26 + b];
  }

  private static String country(byte first, byte second) {
    return "" + (char) Ascii.upper(first) + (char) Ascii.upper(second);
  }

  private static int append(int remainder, byte c) {
    return Ascii.isDigit(c)
        ? (remainder * 10 + (c - '0')) % 97
        : (remainder * 100 + (Ascii.upper(c) - 'A' + 10)) % 97;
  }
}
