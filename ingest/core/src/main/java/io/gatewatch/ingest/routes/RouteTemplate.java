package io.gatewatch.ingest.routes;

import io.gatewatch.ingest.ApiCall.Lifecycle;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.catalog.CatalogMatch;
import io.gatewatch.ingest.catalog.LearnedPaths;
import io.gatewatch.ingest.catalog.OperationNames;
import io.gatewatch.ingest.catalog.RequestPath;
import java.time.Instant;
import java.util.List;

/**
 * A path as its template, and what is known of it. From a catalogue when one knows the path, see
 * {@link Router}; else a pure function of the path: {@code /accounts/22289/balances} becomes {@code
 * /accounts/{id}/balances} and one object of kind account. Words and versions stay; numbers, UUIDs,
 * hex, IBANs, mixtures of letters and digits, drawn-looking words, e-mail addresses, percent signs,
 * anything beyond ASCII or over 40 characters become {@code {id}}. At most 16 segments; what
 * follows is {@code {rest}}.
 *
 * @param route the template, always starting with /
 * @param words the segments that stayed, without versions
 * @param objects the ids that went, in clear
 * @param sensitivity how much harm the operation can do: from the catalogue, else a guess from the
 *     words, payment before financial before personal
 * @param known what a catalogue knows of the path; null when none does
 */
public record RouteTemplate(
    String route,
    List<String> words,
    List<RawObject> objects,
    Sensitivity sensitivity,
    CatalogMatch known) {
  /** Most segments of a template that no catalogue gave. */
  public static final int MAX_SEGMENTS = 16;

  public RouteTemplate {
    words = List.copyOf(words);
    objects = List.copyOf(objects);
  }

  /** The template of a path by its looks alone; query and fragment, if any, are cut off. */
  public static RouteTemplate of(String uri) {
    return ofPath(RequestPath.of(uri), LearnedPaths.NONE);
  }

  /** The same of a path, with what was learned from traffic about ids that look like words. */
  static RouteTemplate ofPath(String path, LearnedPaths learned) {
    TemplateDraft draft = new TemplateDraft(path.length(), learned.start());
    int segments = 0;
    int from = 0;
    while (from < path.length()) {
      int to = RequestPath.segmentEnd(path, from);
      if (to > from && segments == MAX_SEGMENTS) {
        draft.addRest();
        break;
      }
      if (to > from) {
        segments++;
        draft.add(path, from, RequestPath.textEnd(path, from, to));
      }
      from = to + 1;
    }
    return draft.build();
  }

  /** Operation id of the catalogue; null when no operation fits. */
  public String operation() {
    return known == null ? null : known.operationId();
  }

  /** What a caller must have been granted; null when no catalogue says. */
  public String requiredScope() {
    return known == null ? null : known.requiredScope();
  }

  /** Where the operation stands at a moment; null while it is as good as any. */
  public Lifecycle lifecycle(Instant time) {
    return known == null || known.retirement() == null ? null : known.retirement().at(time);
  }

  /**
   * Named by the catalogue, else resource + read or write, such as accounts.read; logins and tokens
   * are auth.write.
   */
  public String operationGroup(String method) {
    return known == null ? OperationNames.group(words, method) : known.operationGroup();
  }

  /** The first path segment as it stands in the template; / for the root. */
  public String firstSegment() {
    int end = route.indexOf('/', 1);
    String first = end < 0 ? route.substring(1) : route.substring(1, end);
    return first.isEmpty() ? "/" : first;
  }
}
