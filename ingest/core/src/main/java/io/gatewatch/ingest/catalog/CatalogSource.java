package io.gatewatch.ingest.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Operations that were taken from one place.
 *
 * @param name short, such as openbanking-uk or a file's name
 * @param source where they were taken from, for a reader
 * @param confidence how sure they are: high (a published standard, a specification, or seen in many
 *     places), medium, low, or learned
 * @param basePaths each operation is found below each of these; "" is the root
 * @param operations earlier ones win where two are alike
 * @param learned templates learned from traffic, see {@link LearnedPaths}
 */
public record CatalogSource(
    String name,
    String source,
    String confidence,
    List<String> basePaths,
    List<CatalogOperation> operations,
    List<String> learned) {

  private static final List<String> CONFIDENCES = List.of("high", "medium", "low", "learned");

  public CatalogSource {
    requireNonNull(name, "name");
    requireNonNull(source, "source");
    if (!CONFIDENCES.contains(confidence)) {
      throw new IllegalArgumentException(
          "confidence: " + confidence + " (expected: one of " + CONFIDENCES + ")");
    }
    basePaths =
        basePaths.isEmpty()
            ? List.of("")
            : basePaths.stream().map(base -> PathPattern.of(base).notation()).distinct().toList();
    operations = List.copyOf(operations);
    learned = learned.stream().map(path -> PathPattern.of(path).notation()).toList();
  }

  /** A source of operations. */
  public static CatalogSource of(
      String name,
      String source,
      String confidence,
      List<String> basePaths,
      List<CatalogOperation> operations) {
    return new CatalogSource(name, source, confidence, basePaths, operations, List.of());
  }

  /** The same operations below these base paths instead. */
  public CatalogSource mountedAt(List<String> otherBasePaths) {
    return new CatalogSource(name, source, confidence, otherBasePaths, operations, learned);
  }
}
