package io.gatewatch.features;

/**
 * The names and order of a {@link FeatureVector}'s values, with a version: models refuse vectors of
 * another one.
 */
public final class FeatureSchema {
  /** Version of the schema; features are only added, each addition raises it. */
  public static final int VERSION = 7;

  /** Features of version 1, which stored vectors without a length hold. */
  static final int SIZE_OF_VERSION_1 = 25;

  private static final int SIZE = Feature.values().length;

  private FeatureSchema() {}

  /** Number of features. */
  public static int size() {
    return SIZE;
  }

  /**
   * Version and content in one short text, such as {@code v1-25-…}: what an alert names as its
   * feature version.
   */
  public static String fingerprint() {
    long hash = 0;
    for (Feature f : Feature.values()) {
      hash = Fingerprint.mix(hash, Fingerprint.of(f.id()));
    }
    return "v" + VERSION + "-" + Long.toHexString(hash);
  }

  /** The documented table of features, in Markdown. */
  public static String table() {
    StringBuilder out =
        new StringBuilder("| feature | unit | range | meaning |\n|---|---|---|---|\n");
    for (Feature f : Feature.values()) {
      String range = Double.isInfinite(f.max()) ? "0 …" : "0 … 1";
      out.append("| `").append(f.id()).append("` | ").append(f.unit()).append(" | ").append(range);
      out.append(" | ").append(f.meaning()).append(" |\n");
    }
    return out.toString();
  }
}
