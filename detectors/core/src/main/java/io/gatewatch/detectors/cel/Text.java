package io.gatewatch.detectors.cel;

import io.gatewatch.features.Feature;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/** A text that can be read off facts; empty where nothing is known, never null. */
sealed interface Text {
  String of(Facts facts);

  /** Whether it can change when this feature does. */
  boolean reads(Feature feature);

  /** A text of the rule file. */
  record Constant(String value) implements Text {
    @Override
    public String of(Facts facts) {
      return value;
    }

    @Override
    public boolean reads(Feature feature) {
      return false;
    }
  }

  /** A text of the call or the caller. */
  record Fact(String name, Function<Facts, String> reading) implements Text {
    @Override
    public String of(Facts facts) {
      String text = reading.apply(facts);
      return text == null ? "" : text;
    }

    @Override
    public boolean reads(Feature feature) {
      return false;
    }
  }

  /** One text after the other. */
  record Joined(Text left, Text right) implements Text {
    @Override
    public String of(Facts facts) {
      return left.of(facts) + right.of(facts);
    }

    @Override
    public boolean reads(Feature feature) {
      return left.reads(feature) || right.reads(feature);
    }
  }

  /** A number as people write it. */
  record Written(DoubleFunction<String> hand, Num number) implements Text {
    @Override
    public String of(Facts facts) {
      return hand.apply(number.of(facts));
    }

    @Override
    public boolean reads(Feature feature) {
      return number.reads(feature);
    }
  }

  /** The one or the other text. */
  record Choice(Bool when, Text then, Text otherwise) implements Text {
    @Override
    public String of(Facts facts) {
      return when.of(facts) ? then.of(facts) : otherwise.of(facts);
    }

    @Override
    public boolean reads(Feature feature) {
      return when.reads(feature) || then.reads(feature) || otherwise.reads(feature);
    }
  }

  /** What CEL's runtime makes of an expression; a question mark where it fails. */
  record Interpreted(Interpreter program) implements Text {
    @Override
    public String of(Facts facts) {
      Object value = program.of(facts);
      return value == null ? "?" : value.toString();
    }

    @Override
    public boolean reads(Feature feature) {
      return program.reads(feature);
    }
  }
}
