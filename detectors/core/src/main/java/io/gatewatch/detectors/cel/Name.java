package io.gatewatch.detectors.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.List;
import java.util.function.Function;

/**
 * A name that a condition may use: its type, how it is read off facts, and how CEL's runtime is
 * told. Exactly one of number, text, truth and texts is there.
 */
record Name(
    String name, Num number, Text text, Bool truth, Function<Facts, List<String>> texts, Kind of) {
  /** Where it comes from. */
  enum Kind {
    FEATURE,
    CALL,
    WHO,
    PEERS,
    THRESHOLD
  }

  static Name number(Kind of, String name, Num number) {
    return new Name(name, number, null, null, null, of);
  }

  static Name text(Kind of, String name, Function<Facts, String> reading) {
    return new Name(name, null, new Text.Fact(name, reading), null, null, of);
  }

  CelType type() {
    if (number != null) {
      return SimpleType.DOUBLE;
    }
    if (text != null) {
      return SimpleType.STRING;
    }
    return truth != null ? SimpleType.BOOL : ListType.create(SimpleType.STRING);
  }

  Object value(Facts facts) {
    if (number != null) {
      return number.of(facts);
    }
    if (text != null) {
      return text.of(facts);
    }
    return truth != null ? (Object) truth.of(facts) : texts.apply(facts);
  }
}
