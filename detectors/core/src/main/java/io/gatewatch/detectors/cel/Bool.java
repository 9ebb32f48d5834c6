package io.gatewatch.detectors.cel;

import com.google.re2j.Pattern;
import io.gatewatch.features.Feature;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Something that holds or does not; pure, and without an error. */
sealed interface Bool {
  boolean of(Facts facts);

  /** Whether it can change when this feature does. */
  boolean reads(Feature feature);

  /** Shows the comparisons of numbers in here, in the order in which they stand. */
  default void comparisons(Consumer<Compare> out) {}

  /** Shows what must all hold, whenever this does. */
  default void conditions(Consumer<Bool> out) {
    out.accept(this);
  }

  /** true or false, of the rule file. */
  record Constant(boolean value) implements Bool {
    @Override
    public boolean of(Facts facts) {
      return value;
    }

    @Override
    public boolean reads(Feature feature) {
      return false;
    }
  }

  /** Something about the call. */
  record Fact(Predicate<Facts> reading) implements Bool {
    @Override
    public boolean of(Facts facts) {
      return reading.test(facts);
    }

    @Override
    public boolean reads(Feature feature) {
      return false;
    }
  }

  /** Both. */
  record And(Bool left, Bool right) implements Bool {
    @Override
    public boolean of(Facts facts) {
      return left.of(facts) && right.of(facts);
    }

    @Override
    public boolean reads(Feature feature) {
      return left.reads(feature) || right.reads(feature);
    }

    @Override
    public void comparisons(Consumer<Compare> out) {
      left.comparisons(out);
      right.comparisons(out);
    }

    @Override
    public void conditions(Consumer<Bool> out) {
      left.conditions(out);
      right.conditions(out);
    }
  }

  /** One of them, or both. */
  record Or(Bool left, Bool right) implements Bool {
    @Override
    public boolean of(Facts facts) {
      return left.of(facts) || right.of(facts);
    }

    @Override
    public boolean reads(Feature feature) {
      return left.reads(feature) || right.reads(feature);
    }

    @Override
    public void comparisons(Consumer<Compare> out) {
      left.comparisons(out);
      right.comparisons(out);
    }
  }

  /** The contrary. */
  record Not(Bool of) implements Bool {
    @Override
    public boolean of(Facts facts) {
      return !of.of(facts);
    }

    @Override
    public boolean reads(Feature feature) {
      return of.reads(feature);
    }

    @Override
    public void comparisons(Consumer<Compare> out) {
      of.comparisons(out);
    }
  }

  /** The one or the other condition. */
  record Choice(Bool when, Bool then, Bool otherwise) implements Bool {
    @Override
    public boolean of(Facts facts) {
      return when.of(facts) ? then.of(facts) : otherwise.of(facts);
    }

    @Override
    public boolean reads(Feature feature) {
      return when.reads(feature) || then.reads(feature) || otherwise.reads(feature);
    }

    @Override
    public void comparisons(Consumer<Compare> out) {
      when.comparisons(out);
      then.comparisons(out);
      otherwise.comparisons(out);
    }
  }

  /** Two conditions that are both so, or both not. */
  record Same(Bool left, Bool right) implements Bool {
    @Override
    public boolean of(Facts facts) {
      return left.of(facts) == right.of(facts);
    }

    @Override
    public boolean reads(Feature feature) {
      return left.reads(feature) || right.reads(feature);
    }
  }

  /** Two numbers, compared. */
  record Compare(Order order, Num left, Num right) implements Bool {
    /** The same, said from the other side. */
    Compare mirrored() {
      return new Compare(order.mirrored(), /* left= */ right, /* right= */ left);
    }

    @Override
    public boolean of(Facts facts) {
      return order.holds(left.of(facts), right.of(facts));
    }

    @Override
    public boolean reads(Feature feature) {
      return left.reads(feature) || right.reads(feature);
    }

    @Override
    public void comparisons(Consumer<Compare> out) {
      out.accept(this);
    }
  }

  /** A number that is one of these. */
  record OneOfNumbers(Num number, List<Double> values) implements Bool {
    @Override
    public boolean of(Facts facts) {
      double seen = number.of(facts);
      for (int i = 0; i < values.size(); i++) {
        if (seen == values.get(i)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean reads(Feature feature) {
      return number.reads(feature);
    }
  }

  /** A text that is one of these. */
  record OneOf(Text text, Set<String> values) implements Bool {
    @Override
    public boolean of(Facts facts) {
      return values.contains(text.of(facts));
    }

    @Override
    public boolean reads(Feature feature) {
      return text.reads(feature);
    }
  }

  /** Two texts, held against each other. */
  record Match(Kind kind, Text text, Text other) implements Bool {
    /** How. */
    enum Kind {
      EQUALS,
      STARTS_WITH,
      ENDS_WITH,
      CONTAINS
    }

    @Override
    public boolean of(Facts facts) {
      String seen = text.of(facts);
      String sought = other.of(facts);
      return switch (kind) {
        case EQUALS -> seen.equals(sought);
        case STARTS_WITH -> seen.startsWith(sought);
        case ENDS_WITH -> seen.endsWith(sought);
        case CONTAINS -> seen.contains(sought);
      };
    }

    @Override
    public boolean reads(Feature feature) {
      return text.reads(feature) || other.reads(feature);
    }
  }

  /** A text in which a pattern is found. */
  record Found(Text text, Pattern pattern) implements Bool {
    @Override
    public boolean of(Facts facts) {
      return pattern.matcher(text.of(facts)).find();
    }

    @Override
    public boolean reads(Feature feature) {
      return text.reads(feature);
    }
  }

  /** What CEL's runtime says; false where it fails: a rule that cannot be answered abstains. */
  record Interpreted(Interpreter program) implements Bool {
    @Override
    public boolean of(Facts facts) {
      return Boolean.TRUE.equals(program.of(facts));
    }

    @Override
    public boolean reads(Feature feature) {
      return program.reads(feature);
    }
  }
}
