package io.gatewatch.models.evaluation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them, with their intervals. */
final class Figure {
  static final String NONE = "-";

  private Figure() {}

  /** {@code 45 % (31 - 60)}. */
  static String percent(Estimate e) {
    return e == null
        ? NONE
        : String.format(
            Locale.ROOT, "%.0f %% (%.0f - %.0f)", 100 * e.value(), 100 * e.low(), 100 * e.high());
  }

  /** {@code +12 points (3 - 21)}: a difference of shares. */
  static String points(Estimate e) {
    return e == null
        ? NONE
        : String.format(
            Locale.ROOT,
            "%+.0f points (%+.0f to %+.0f)",
            100 * e.value(),
            100 * e.low(),
            100 * e.high());
  }

  /** {@code 0.812 (0.700 - 0.900)}. */
  static String share(Estimate e) {
    return e == null
        ? NONE
        : String.format(Locale.ROOT, "%.3f (%.3f - %.3f)", e.value(), e.low(), e.high());
  }

  /** {@code 0.86 (0.35 - 1.76)}. */
  static String perDay(Estimate e) {
    return e == null
        ? NONE
        : String.format(Locale.ROOT, "%.2f (%.2f - %.2f)", e.value(), e.low(), e.high());
  }

  static String seconds(Double seconds) {
    return seconds == null ? NONE : String.format(Locale.ROOT, "%.0f", seconds);
  }

  /** {@code 0.005}, {@code 12.34}, {@code 1.2E-9}: four digits, and no zeros behind them. */
  static String number(double number) {
    BigDecimal rounded = BigDecimal.valueOf(number).round(new MathContext(4));
    boolean plain = number == 0 || (Math.abs(number) >= 1e-4 && Math.abs(number) < 1e9);
    BigDecimal stripped = rounded.stripTrailingZeros();
    return plain ? stripped.toPlainString() : stripped.toString();
  }
}
