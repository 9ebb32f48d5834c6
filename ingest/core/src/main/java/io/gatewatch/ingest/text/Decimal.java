package io.gatewatch.ingest.text;

import java.nio.charset.StandardCharsets;

/** Plain decimal numbers, such as 200, −1 or 0.001, read without a pattern. */
public final class Decimal {
  private static final int MOST_DIGITS = 18;
  private static final double[] TENS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

  private Decimal() {}

  /** The number between two places; NaN when there is none, or more than 18 digits. */
  public static double of(byte[] line, int from, int to) {
    return scaled(line, from, to, 0);
  }

  /** A number in seconds as milliseconds, without the rounding of a multiplication. */
  public static double millisOfSeconds(byte[] line, int from, int to) {
    return scaled(line, from, to, 3);
  }

  /** A text in seconds as milliseconds; NaN when it is no number, null for null. */
  public static Double millisOfSeconds(String text) {
    return text == null ? null : scaled(text, 3);
  }

  /** The number that a text is; NaN when it is none, null for null. */
  public static Double of(String text) {
    return text == null ? null : scaled(text, 0);
  }

  private static double scaled(String text, int shift) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return scaled(bytes, 0, bytes.length, shift);
  }

  /** The number times ten to the power of shift; digits beyond the ninth decimal are dropped. */
  private static double scaled(byte[] line, int from, int to, int shift) {
    boolean negative = from < to && line[from] == '-';
    int at = negative ? from + 1 : from;
    int start = at;
    long digits = 0;
    int decimals = -1;
    for (; at < to; at++) {
      int digit = line[at] - '0';
      if (digit >= 0 && digit <= 9) {
        if (decimals < TENS.length - 1) {
          digits = digits * 10 + digit;
          decimals += decimals >= 0 ? 1 : 0;
        }
      } else if (line[at] == '.' && decimals < 0 && at > start) {
        decimals = 0;
      } else {
        return Double.NaN;
      }
    }
    if (at == start || line[at - 1] == '.' || at - start > MOST_DIGITS + 1) {
      return Double.NaN;
    }
    int places = Math.max(decimals, 0) - shift;
    double value = places > 0 ? digits / TENS[places] : digits * TENS[-places];
    return negative ? -value : value;
  }
}
