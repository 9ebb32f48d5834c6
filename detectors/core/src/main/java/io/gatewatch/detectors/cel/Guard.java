package io.gatewatch.detectors.cel;

import io.gatewatch.features.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One thing that must be so for a condition to hold, cheap to look up: a feature of at least so
 * much, or a text of the call or caller that is one of these.
 */
sealed interface Guard {
  /** A feature is at least this. */
  record AtLeast(Feature feature, double value) implements Guard {}

  /** A text is one of these. */
  record OneOf(Text.Fact text, Set<String> values) implements Guard {}

  /** The guard that keeps a condition asleep for longest; null when nothing must be so. */
  static Guard of(Condition condition) {
    List<Bool> needed = new ArrayList<>();
    condition.holds().conditions(needed::add);
    Guard best = null;
    for (Bool each : needed) {
      Guard guard = guard(each);
      if (guard != null && (best == null || rank(guard) > rank(best))) {
        best = guard;
      }
    }
    return best;
  }

  private static Guard guard(Bool needed) {
    if (needed instanceof Bool.Compare compare) {
      return atLeast(compare);
    }
    if (needed instanceof Bool.OneOf of && of.text() instanceof Text.Fact text) {
      return new OneOf(text, of.values());
    }
    if (needed instanceof Bool.Match match && match.kind() == Bool.Match.Kind.EQUALS) {
      Guard left = equal(match.text(), match.other());
      return left != null ? left : equal(match.other(), match.text());
    }
    return null;
  }

  private static Guard equal(Text text, Text other) {
    return text instanceof Text.Fact fact && other instanceof Text.Constant constant
        ? new OneOf(fact, Set.of(constant.value()))
        : null;
  }

  private static Guard atLeast(Bool.Compare compare) {
    boolean asItStands = compare.left() instanceof Num.OfFeature;
    Num left = asItStands ? compare.left() : compare.right();
    Num right = asItStands ? compare.right() : compare.left();
    Order order = asItStands ? compare.order() : compare.order().mirrored();
    boolean fits = order == Order.AT_LEAST || order == Order.MORE || order == Order.EQUAL;
    return fits && left instanceof Num.OfFeature of && right.atLeast() > 0
        ? new AtLeast(of.feature(), right.atLeast())
        : null;
  }

  /** A route is rarer than a burst, a burst rarer than a method or a kind of caller. */
  private static double rank(Guard guard) {
    if (guard instanceof OneOf of) {
      return switch (of.text().name()) {
        case "call.route", "call.sourceAddress", "who.id", "who.agentName" -> 3;
        default -> 1;
      };
    }
    double value = ((AtLeast) guard).value();
    return 2 + value / (1 + value);
  }
}
