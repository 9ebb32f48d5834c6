package io.gatewatch.replaydata.doctor;

/** Parts of a whole, 0..1, in ten-thousandths. */
final class Share {
  private static final double STEPS = 10_000;

  private Share() {}

  /** 0 and 1 only where none and all are meant. */
  static double of(long part, long whole) {
    if (part == 0 || whole == 0) {
      return 0;
    }
    double rounded = Math.round(STEPS * part / whole) / STEPS;
    return part == whole ? 1 : Math.min(1 - 1 / STEPS, Math.max(1 / STEPS, rounded));
  }
}
