package io.gatewatch.ingest.json;

import java.math.BigDecimal;

/** Reads a number that is written as text: digits, at most one point, perhaps a minus before. */
final class NumberText {
  private static final int LONGEST = 32;

  /** Up to so many digits, digits over a power of ten is the nearest double. */
  private static final int EXACT_DIGITS = 15;

  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private NumberText() {}

  /** The number; {@code NaN} when the text is none, or longer than 32 characters. */
  static double parse(String text) {
    int length = text.length();
    int first = length > 0 && text.charAt(0) == '-' ? 1 : 0;
    if (length > LONGEST) {
      return Double.NaN;
    }
    long digits = 0;
    int point = -1;
    for (int i = first; i < length; i++) {
      char c = text.charAt(i);
      if (c == '.' && point < 0 && i > first && i < length - 1) {
        point = i;
      } else if (c >= '0' && c <= '9') {
        digits = digits * 10 + (c - '0');
      } else {
        return Double.NaN;
      }
    }
    int count = length - first - (point < 0 ? 0 : 1);
    if (count == 0) {
      return Double.NaN;
    }
    if (count > EXACT_DIGITS) {
      return new BigDecimal(text).doubleValue();
    }
    double value = point < 0 ? digits : digits / POWERS[length - point - 1];
    return first == 0 ? value : -value;
  }
}
