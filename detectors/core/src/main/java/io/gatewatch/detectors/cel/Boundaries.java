package io.gatewatch.detectors.cel;

import io.gatewatch.detectors.cel.Boundary.Side;
import io.gatewatch.features.Feature;

/**
 * Searches the smallest change of one feature that makes a condition cease to hold: from the
 * thresholds that the feature is compared with, and by bisection. Nothing is believed: the
 * condition is asked again with the changed value.
 */
final class Boundaries {
  private static final int STEPS = 60;
  private static final double FAR = 1e12;

  private final Condition condition;
  private final Facts facts;

  Boundaries(Condition condition, Facts facts) {
    this.condition = condition;
    this.facts = facts;
  }

  /** With less of the feature; null when that does not help. */
  Boundary less(Feature feature) {
    double value = facts.feature(feature);
    if (!(value > 0)) {
      return null;
    }
    Boundary best = isQuiet(feature, 0) ? boundary(feature, value, 0, 0, Side.BELOW) : null;
    for (Bool.Compare compare : condition.comparisons()) {
      Boundary found = atThreshold(feature, compare, true);
      if (found != null && (best == null || found.quietAt() > best.quietAt())) {
        best = found;
      }
    }
    return best == null ? null : sure(nearer(best), 0);
  }

  /** With more of it; null when that does not help. */
  Boundary more(Feature feature) {
    double value = facts.feature(feature);
    double most = Math.min(FAR, feature.max());
    if (!(value >= 0 && value < most)) {
      return null;
    }
    Boundary best = isQuiet(feature, most) ? boundary(feature, value, most, most, Side.FROM) : null;
    for (Bool.Compare compare : condition.comparisons()) {
      Boundary found = atThreshold(feature, compare, false);
      if (found != null && (best == null || found.quietAt() < best.quietAt())) {
        best = found;
      }
    }
    return best == null ? null : sure(nearer(best), most);
  }

  /** With more of what is unusually little; null when it is not, or that does not help. */
  Boundary asUsual(Feature feature) {
    return Measures.isLikeness(feature) || isBelowUsual(feature) ? more(feature) : null;
  }

  private boolean isBelowUsual(Feature feature) {
    for (Bool.Compare compare : condition.comparisons()) {
      Bool.Compare seen = fromTheLeft(feature, compare);
      boolean withUsual = seen != null && seen.right().usual() != null;
      if (withUsual && facts.feature(feature) <= seen.right().of(facts)) {
        return true;
      }
    }
    return false;
  }

  /** The boundary at a comparison of the feature itself; null when there is none on that side. */
  private Boundary atThreshold(Feature feature, Bool.Compare compare, boolean less) {
    Bool.Compare seen = fromTheLeft(feature, compare);
    if (seen == null) {
      return null;
    }
    double limit = seen.right().of(facts);
    boolean inclusive = seen.order() == Order.AT_LEAST || seen.order() == Order.LESS;
    boolean counted = Measures.isCounted(feature);
    double below = counted ? Math.ceil(limit) - 1 : Math.nextDown(limit);
    double upTo = counted ? Math.floor(limit) : limit;
    double quietAt;
    Side side;
    if (less) {
      quietAt = inclusive ? below : upTo;
      side = inclusive ? Side.BELOW : Side.UP_TO;
    } else {
      quietAt = inclusive ? Math.nextUp(below) : Math.nextUp(limit);
      quietAt = counted ? (inclusive ? below + 1 : upTo + 1) : quietAt;
      side = inclusive ? Side.FROM : Side.ABOVE;
    }
    double value = facts.feature(feature);
    boolean onThatSide = less ? quietAt < value && quietAt >= 0 : quietAt > value;
    return onThatSide && quietAt <= feature.max() && isQuiet(feature, quietAt)
        ? boundary(feature, value, limit, quietAt, side)
        : null;
  }

  /** The comparison with the feature alone on its left; null when it stands alone on no side. */
  static Bool.Compare fromTheLeft(Feature feature, Bool.Compare compare) {
    if (isAlone(feature, compare.left()) && !compare.right().reads(feature)) {
      return compare;
    }
    return isAlone(feature, compare.right()) && !compare.left().reads(feature)
        ? compare.mirrored()
        : null;
  }

  private static boolean isAlone(Feature feature, Num number) {
    return number instanceof Num.OfFeature of && of.feature() == feature;
  }

  /** Bisects between what is quiet and what was seen. */
  private Boundary nearer(Boundary known) {
    boolean counted = Measures.isCounted(known.feature());
    double quiet = known.quietAt();
    double loud = known.value();
    for (int i = 0; i < STEPS && Math.abs(loud - quiet) > (counted ? 1 : Math.ulp(loud)); i++) {
      double middle = quiet + (loud - quiet) / 2;
      middle = counted ? Math.floor(middle) : middle;
      if (middle == quiet || middle == loud) {
        break;
      }
      if (isQuiet(known.feature(), middle)) {
        quiet = middle;
      } else {
        loud = middle;
      }
    }
    if (quiet == known.quietAt() && known.limit() != known.quietAt()) {
      return known;
    }
    return known.isLess()
        ? boundary(known.feature(), known.value(), loud, quiet, Side.BELOW)
        : boundary(known.feature(), known.value(), quiet, quiet, Side.FROM);
  }

  /** Says no more than was tried: all the way to the end, or at one value. */
  private Boundary sure(Boundary found, double end) {
    boolean allTheWay =
        isQuiet(found.feature(), end)
            && isQuiet(found.feature(), found.quietAt() + (end - found.quietAt()) / 2);
    return allTheWay
        ? found
        : boundary(found.feature(), found.value(), found.limit(), found.quietAt(), Side.AT);
  }

  private boolean isQuiet(Feature feature, double value) {
    return !condition.holds(facts.with(feature, value));
  }

  private static Boundary boundary(
      Feature feature, double value, double limit, double quietAt, Side side) {
    return new Boundary(feature, value, limit, quietAt, side);
  }
}
