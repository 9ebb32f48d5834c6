package io.gatewatch.ingest.catalog;

import static java.util.Objects.requireNonNull;

import io.gatewatch.ingest.ApiCall.Sensitivity;
import java.util.List;
import java.util.Locale;

/**
 * One operation of a catalogue.
 *
 * @param method HTTP method, upper case
 * @param path below the base paths, in the notation of {@link PathPattern}, everything derived
 * @param operationId unique within its source
 * @param operationGroup resource + read or write
 * @param sensitivity how much harm it can do
 * @param requiredScope what a caller must have been granted; null when nothing is said
 * @param retirement when it is to go; null when nothing is said
 */
public record CatalogOperation(
    String method,
    String path,
    String operationId,
    String operationGroup,
    Sensitivity sensitivity,
    String requiredScope,
    Retirement retirement) {

  public CatalogOperation {
    requireNonNull(operationId, "operationId");
    method = requireNonNull(method, "method").toUpperCase(Locale.ROOT);
    if (method.isEmpty() || !method.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
      throw new IllegalArgumentException("method: " + method + " (expected: letters)");
    }
    PathPattern pattern = PathPattern.of(requireNonNull(path, "path"));
    path = pattern.notation();
    List<String> subjects = pattern.subjects();
    sensitivity = sensitivity == null ? OperationNames.sensitivity(subjects) : sensitivity;
    operationGroup =
        operationGroup == null
            ? OperationNames.group(subjects, method, sensitivity)
            : operationGroup;
    if (!operationGroup.endsWith(".read") && !operationGroup.endsWith(".write")) {
      throw new IllegalArgumentException(
          "operationGroup: " + operationGroup + " (expected: resource.read or resource.write)");
    }
  }

  /** An operation of which nobody says that it is to go. */
  public CatalogOperation(
      String method,
      String path,
      String operationId,
      String operationGroup,
      Sensitivity sensitivity,
      String requiredScope) {
    this(method, path, operationId, operationGroup, sensitivity, requiredScope, null);
  }

  /** The same operation, with a word on its end. */
  public CatalogOperation retiring(Retirement end) {
    return new CatalogOperation(
        method, path, operationId, operationGroup, sensitivity, requiredScope, end);
  }

  /** An operation whose group and sensitivity are told by its path alone. */
  public static CatalogOperation of(String method, String path, String operationId) {
    return new CatalogOperation(method, path, operationId, null, null, null);
  }

  PathPattern pattern() {
    return PathPattern.of(path);
  }
}
