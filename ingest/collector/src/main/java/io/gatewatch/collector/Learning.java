package io.gatewatch.collector;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.LongUnaryOperator;

/**
 * Whether route templates are learned from traffic.
 *
 * @param every how often a new version may be published at most
 * @param position from when a record may count, see {@link ControlDesk}
 */
public record Learning(Duration every, LongUnaryOperator position) {
  /** How often unless told otherwise. */
  public static final Duration DEFAULT_EVERY = Duration.ofMinutes(10);

  public Learning {
    requireNonNull(position, "position");
    if (every.isNegative() || every.isZero()) {
      throw new IllegalArgumentException("every: " + every + " (expected: above 0)");
    }
  }
}
