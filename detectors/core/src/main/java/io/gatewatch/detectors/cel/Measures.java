package io.gatewatch.detectors.cel;

import io.gatewatch.features.Feature;
import java.util.Map;

/** What is to be known of features beside their values: which say what is usual, and in words. */
public final class Measures {
  private static final Map<Feature, String> SPOKEN =
      Map.of(
          Feature.CALLS_1M, "calls a minute",
          Feature.UNAUTHORIZED_5M, "refused logins in 5 min",
          Feature.FORBIDDEN_5M, "answers 403 in 5 min",
          Feature.NOT_FOUND_5M, "answers 404 in 5 min",
          Feature.REFUSED_5M, "answers 429 in 5 min",
          Feature.SERVER_ERRORS_1M, "answers 5xx a minute",
          Feature.CLIENT_ERROR_SHARE_5M, "of its calls refused in 5 min",
          Feature.WRITE_SHARE_5M, "of its calls writing in 5 min",
          Feature.REPEAT_RUN, "repeats",
          Feature.KILOBYTES_OUT_5M, "kB in 5 min");

  private Measures() {}

  /** Whether it says what the caller used to do, rather than what it does. */
  static boolean isPast(Feature feature) {
    String id = feature.id();
    return id.startsWith("usual_")
        || id.startsWith("busy_")
        || feature == Feature.KNOWN_ROUTES
        || feature == Feature.AGE_HOURS;
  }

  /** What is usual of it; null when nothing says so. */
  static Feature usualOf(Feature feature) {
    for (Feature other : Feature.values()) {
      if (other.id().equals("usual_" + feature.id())) {
        return other;
      }
    }
    return null;
  }

  /** Whether its values are whole numbers: things that are counted. */
  static boolean isCounted(Feature feature) {
    return switch (feature.unit()) {
      case "calls", "objects", "steps", "routes", "ids", "minutes" -> true;
      default -> false;
    };
  }

  /** A value with its name, such as {@code 60 calls a minute}. */
  static String spoken(Feature feature, double value) {
    String number = feature.unit().equals("share") ? percent(value) : number(value);
    String words = SPOKEN.get(feature);
    return number + " " + (words == null ? plain(feature.id()) : words);
  }

  private static String plain(String id) {
    String words = id.replace('_', ' ');
    return words.replaceFirst(" 1m$", " a minute").replaceFirst(" (\\d+)m$", " in $1 min");
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
