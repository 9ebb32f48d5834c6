package io.gatewatch.models;

/**
 * The population stability index: how far counts lie from those of a reference, Σ (q − p) · ln(q/p)
 * over bins, where p and q are shares of the reference and of now. As a rule of thumb of credit
 * scoring, below 0.1 little changed and above 0.25 much (Siddiqi 2006). It is a symmetrised
 * Kullback–Leibler divergence, and of the same distribution it is not 0 but about (bins − 1) · (1/n
 * + 1/m) (Yurdakul 2018): that is taken off, so that few rows do not look like drift.
 */
public final class Psi {
  /** From which on much has changed. */
  public static final double MUCH = 0.25;

  private static final double SMOOTHING = 0.5;

  private Psi() {}

  /** Of counts in the same bins; 0 or more. */
  public static double of(int[] reference, int[] now) {
    double n = SMOOTHING * reference.length;
    double m = SMOOTHING * now.length;
    for (int b = 0; b < reference.length; b++) {
      n += reference[b];
      m += now[b];
    }
    double psi = 0;
    for (int b = 0; b < reference.length; b++) {
      double p = (reference[b] + SMOOTHING) / n;
      double q = (now[b] + SMOOTHING) / m;
      psi += (q - p) * StrictMath.log(q / p);
    }
    return Math.max(0, psi - (reference.length - 1) * (1 / n + 1 / m));
  }
}
