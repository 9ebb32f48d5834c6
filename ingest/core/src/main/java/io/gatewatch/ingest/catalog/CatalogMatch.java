package io.gatewatch.ingest.catalog;

import static java.util.Objects.requireNonNull;

import io.gatewatch.ingest.ApiCall.Sensitivity;
import java.util.List;

/**
 * What a catalogue knows of a method and a path. Nothing in it comes from the values in the path:
 * the template is the specification's, save a version, which stays as it came.
 *
 * @param template such as /open-banking/v4.0/aisp/accounts/{AccountId}/balances
 * @param operationId id of the operation; null when the path is known with other methods only
 * @param operationGroup resource + read or write, such as accounts.read
 * @param sensitivity how much harm the operation can do
 * @param requiredScope what a caller must have been granted, several with blanks between; null when
 *     nothing is said
 * @param parameters the segments whose values name objects
 * @param words the words of the template, without versions
 * @param retirement when the operation is to go; null when nothing is said
 */
public record CatalogMatch(
    String template,
    String operationId,
    String operationGroup,
    Sensitivity sensitivity,
    String requiredScope,
    List<Parameter> parameters,
    List<String> words,
    Retirement retirement) {

  /**
   * A segment whose value names an object.
   *
   * @param segment its place among the segments of the path that are not empty, from 0
   * @param kind what the value names, such as account
   * @param before characters of the segment before the value
   * @param after characters of the segment after it
   */
  public record Parameter(int segment, String kind, int before, int after) {
    public Parameter {
      requireNonNull(kind, "kind");
    }
  }

  public CatalogMatch {
    requireNonNull(template, "template");
    requireNonNull(operationGroup, "operationGroup");
    requireNonNull(sensitivity, "sensitivity");
    parameters = List.copyOf(parameters);
    words = List.copyOf(words);
  }

  static CatalogMatch of(PathPattern path, CatalogOperation operation) {
    return new CatalogMatch(
        path.template(),
        operation.operationId(),
        operation.operationGroup(),
        operation.sensitivity(),
        operation.requiredScope(),
        path.parameters(),
        path.words(),
        operation.retirement());
  }

  /** The same path with a method that no operation has: what is known without the operation. */
  CatalogMatch without(String method) {
    String resource = operationGroup.substring(0, operationGroup.lastIndexOf('.') + 1);
    return new CatalogMatch(
        template,
        null,
        resource + OperationNames.verb(method),
        sensitivity,
        null,
        parameters,
        words,
        null);
  }

  /** The same with the versions that stand in this path. */
  CatalogMatch withVersionsOf(String path) {
    StringBuilder out = new StringBuilder(template.length());
    int at = 0;
    for (int from = 1; from <= template.length(); ) {
      int to = RequestPath.segmentEnd(template, from);
      while (at < path.length() && path.charAt(at) == '/') {
        at++;
      }
      int end = RequestPath.segmentEnd(path, at);
      boolean version = from < to && template.charAt(from) == '<';
      out.append('/');
      if (version) {
        out.append(path, at, RequestPath.textEnd(path, at, end));
      } else {
        out.append(template, from, to);
      }
      at = end;
      from = to + 1;
    }
    return new CatalogMatch(
        out.toString(),
        operationId,
        operationGroup,
        sensitivity,
        requiredScope,
        parameters,
        words,
        retirement);
  }
}
