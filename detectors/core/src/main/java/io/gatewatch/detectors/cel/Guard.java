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

  /** Guards of which one must be met, those that keep a condition asleep for longest; else none. */
  static List<Guard> of(Condition condition) {
    return of(condition.holds());
  }

  private static List<Guard> of(Bool condition) {
    List<Bool> needed = new ArrayList<>();
    condition.conditions(needed::add);
    List<Guard> best = List.of();
    for (Bool each : needed) {
      List<Guard> guards = guards(each);
      if (!guards.isEmpty() && (best.isEmpty() || rank(guards) > rank(best))) {
        best = guards;
      }
    }
    return best;
  }

  private static List<Guard> guards(Bool needed) {
    if (needed instanceof Bool.Or or) {
      List<Guard> either = new ArrayList<>(of(or.left()));
      List<Guard> other = of(or.right());
      boolean both = !either.isEmpty() && !other.isEmpty();
      either.addAll(other);
      return both ? either : List.of();
    }
    Guard guard = guard(needed);
    return guard == null ? List.of() : List.of(guard);
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

  /** Of several, that of the one that is met most easily. */
  private static double rank(List<Guard> guards) {
    return guards.stream().mapToDouble(Guard::rank).min().orElse(0);
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
