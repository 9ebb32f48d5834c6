package io.gatewatch.features;

/**
 * Logarithms to base 2, exact at powers of two and straight lines between them (0.09 off at most):
 * they are taken of every call, and are the same on every machine.
 */
final class Octaves {
  private static final float STEPS = 1 << 23;
  private static final int OF_ONE = 0x3f800000;

  private Octaves() {}

  /** Of a number from 1 on: a float's bits are such a logarithm. */
  static float of(long number) {
    return (Float.floatToRawIntBits((float) number) - OF_ONE) / STEPS;
  }

  /** The number whose logarithm this is, of −100 to 100. */
  static float power(float octaves) {
    return Float.intBitsToFloat(OF_ONE + Math.round(octaves * STEPS));
  }
}
