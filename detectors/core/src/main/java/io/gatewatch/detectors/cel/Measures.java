package io.gatewatch.detectors.cel;

import io.gatewatch.features.Feature;
import java.math.BigDecimal;
import java.util.Map;

/** What is to be known of features beside their values: which say what is usual, and in words. */
public final class Measures {
  private static final Map<Feature, String> SPOKEN =
      Map.ofEntries(
          Map.entry(Feature.CALLS_1M, "calls a minute"),
          Map.entry(Feature.UNAUTHORIZED_5M, "calls refused with 401 in 5 min"),
          Map.entry(Feature.FORBIDDEN_5M, "answers 403 in 5 min"),
          Map.entry(Feature.NOT_FOUND_5M, "answers 404 in 5 min"),
          Map.entry(Feature.REFUSED_5M, "answers 429 in 5 min"),
          Map.entry(Feature.SERVER_ERRORS_1M, "answers 5xx a minute"),
          Map.entry(Feature.CLIENT_ERROR_SHARE_5M, "of its calls refused in 5 min"),
          Map.entry(Feature.WRITE_SHARE_5M, "of its calls writing in 5 min"),
          Map.entry(Feature.REPEAT_RUN, "repeats"),
          Map.entry(Feature.KILOBYTES_OUT_5M, "kB in 5 min"),
          Map.entry(Feature.PAGE_SIZE, "rows a page"));

  private static final int MORE_DECIMALS = 4;
  private static final double NOTHING = 1e-9;

  private Measures() {}

  /** Whether it says what the caller used to do, rather than what it does. */
  public static boolean isPast(Feature feature) {
    String id = feature.id();
    return id.startsWith("usual_")
        || id.startsWith("busy_")
        || id.startsWith("known_")
        || feature == Feature.GROUP_BUSY_MINUTES
        || feature == Feature.AGE_HOURS;
  }

  /** What is usual of it; null when nothing says so. */
  public static Feature usualOf(Feature feature) {
    for (Feature other : Feature.values()) {
      if (other.id().equals("usual_" + feature.id())) {
        return other;
      }
    }
    return null;
  }

  /** Whether it says how far a caller is as it was: little of it is what is unusual. */
  static boolean isLikeness(Feature feature) {
    return feature == Feature.CONTINUITY_1H;
  }

  /** Whether its values are whole numbers: what fades by the hour, or is a mean, is none. */
  static boolean isCounted(Feature feature) {
    return isOfThings(feature) && !feature.id().startsWith("usual_") && !isOfHours(feature);
  }

  private static boolean isOfHours(Feature feature) {
    return feature.id().endsWith("_1h") || feature.id().endsWith("_24h");
  }

  private static boolean isOfThings(Feature feature) {
    return switch (feature.unit()) {
      case "calls", "objects", "steps", "routes", "ids", "minutes" -> true;
      default -> false;
    };
  }

  /** In how many steps a unit is said: whole things, tenths, or percent of a share. */
  public static double stepsOfOne(Feature feature) {
    return isOfThings(feature) ? 1 : feature.unit().equals("share") ? 100 : 10;
  }

  /** A value with its name, such as {@code 60 calls a minute}. */
  public static String spoken(Feature feature, double value) {
    String number = feature.unit().equals("share") ? percent(value) : number(value);
    String words = SPOKEN.get(feature);
    return number + " " + (words == null ? plain(feature.id()) : words);
  }

  /**
   * The same, never said larger than it is, or never smaller: what is said of a boundary must hold.
   * A small one is said with more decimals.
   */
  static String spoken(Feature feature, double value, boolean down) {
    boolean share = feature.unit().equals("share");
    double shown = share ? 100 * value : value;
    double said = 0;
    double step = share ? 1 : 10;
    for (int i = 0; i < MORE_DECIMALS && said == 0; i++, step *= 10) {
      double steps = shown * step;
      said = (down ? Math.floor(steps + NOTHING) : Math.ceil(steps - NOTHING)) / step;
    }
    String number = BigDecimal.valueOf(said).stripTrailingZeros().toPlainString();
    String words = SPOKEN.get(feature);
    return number + (share ? " % " : " ") + (words == null ? plain(feature.id()) : words);
  }

  private static String plain(String id) {
    String words = id.replace('_', ' ');
    return words
        .replaceFirst(" 1m$", " a minute")
        .replaceFirst(" (\\d+)m$", " in $1 min")
        .replaceFirst(" (\\d+)h$", " in $1 h");
  }

  /** A number as people write it: whole, or with one decimal. */
  public static String number(double value) {
    double rounded = Math.round(value * 10) / 10.0;
    return rounded == (long) rounded ? Long.toString((long) rounded) : Double.toString(rounded);
  }

  /** A share as a whole percentage. */
  public static String percent(double share) {
    return Math.round(share * 100) + " %";
  }
}
