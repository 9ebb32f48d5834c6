package io.gatewatch.features.evidence;

/**
 * Student's t ("The probable error of a mean", 1908): what 999 of 1,000 draws stay below, by
 * degrees of freedom.
 */
final class StudentT {
  private static final double[] FREEDOM = {3, 4, 5, 7, 10, 15, 20, 30, 60, 120};
  private static final double[] AT_999 = {
    10.215, 7.173, 5.893, 4.785, 4.144, 3.733, 3.552, 3.385, 3.232, 3.160
  };
  private static final double NORMAL_AT_999 = 3.090;

  private StudentT() {}

  /** The quantile at 0.999, of 3 degrees on; between the rows on a line in 1 / freedom. */
  static double at999(double freedom) {
    if (freedom <= FREEDOM[0]) {
      return AT_999[0];
    }
    int row = 1;
    while (row < FREEDOM.length && FREEDOM[row] < freedom) {
      row++;
    }
    double left = 1 / FREEDOM[row - 1];
    double right = row < FREEDOM.length ? 1 / FREEDOM[row] : 0;
    double ofRight = row < FREEDOM.length ? AT_999[row] : NORMAL_AT_999;
    double share = (left - 1 / freedom) / (left - right);
    return AT_999[row - 1] + share * (ofRight - AT_999[row - 1]);
  }
}
