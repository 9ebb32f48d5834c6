package io.gatewatch.detectors.cel;

import io.gatewatch.features.Feature;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * A number that can be read off facts. Unknown is NaN: no comparison with it holds, other than !=.
 */
sealed interface Num {
  double of(Facts facts);

  /** Whether it can change when this feature does. */
  boolean reads(Feature feature);

  /** What is usual for the caller or its peers, the first such number in here; null for none. */
  default Num usual() {
    return null;
  }

  /** A number that it is never below, whatever the facts, unless it is unknown. */
  default double atLeast() {
    return Double.NEGATIVE_INFINITY;
  }

  /** A number of the rule file. */
  record Constant(double value) implements Num {
    @Override
    public double of(Facts facts) {
      return value;
    }

    @Override
    public boolean reads(Feature feature) {
      return false;
    }

    @Override
    public double atLeast() {
      return value;
    }
  }

  /** A feature of the caller. */
  record OfFeature(Feature feature) implements Num {
    @Override
    public double of(Facts facts) {
      return facts.feature(feature);
    }

    @Override
    public boolean reads(Feature other) {
      return feature == other;
    }

    @Override
    public Num usual() {
      return Measures.isPast(feature) ? this : null;
    }
  }

  /** A number of the call, or of the caller's peers. */
  record Fact(ToDoubleFunction<Facts> reading, boolean ofPeers) implements Num {
    @Override
    public double of(Facts facts) {
      return reading.applyAsDouble(facts);
    }

    @Override
    public boolean reads(Feature feature) {
      return false;
    }

    @Override
    public Num usual() {
      return ofPeers ? this : null;
    }
  }

  /** Two numbers made one. */
  record Arithmetic(Operation operation, Num left, Num right) implements Num {
    /** What can be done with two numbers, as IEEE 754 says: a division by 0 is infinite or NaN. */
    enum Operation {
      PLUS((a, b) -> a + b),
      MINUS((a, b) -> a - b),
      TIMES((a, b) -> a * b),
      DIVIDE((a, b) -> a / b),
      MIN(Math::min),
      MAX(Math::max);

      final DoubleBinaryOperator rule;

      Operation(DoubleBinaryOperator rule) {
        this.rule = rule;
      }
    }

    @Override
    public double of(Facts facts) {
      return operation.rule.applyAsDouble(left.of(facts), right.of(facts));
    }

    @Override
    public boolean reads(Feature feature) {
      return left.reads(feature) || right.reads(feature);
    }

    @Override
    public Num usual() {
      return left.usual() != null ? left.usual() : right.usual();
    }

    @Override
    public double atLeast() {
      return switch (operation) {
        case PLUS, MIN, MAX -> operation.rule.applyAsDouble(left.atLeast(), right.atLeast());
        default -> Double.NEGATIVE_INFINITY;
      };
    }
  }

  /** The one or the other number. */
  record Choice(Bool when, Num then, Num otherwise) implements Num {
    @Override
    public double of(Facts facts) {
      return when.of(facts) ? then.of(facts) : otherwise.of(facts);
    }

    @Override
    public boolean reads(Feature feature) {
      return when.reads(feature) || then.reads(feature) || otherwise.reads(feature);
    }

    @Override
    public double atLeast() {
      return Math.min(then.atLeast(), otherwise.atLeast());
    }
  }
}
