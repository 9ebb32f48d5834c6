package io.gatewatch.replaydata.cases;

import static java.util.Objects.requireNonNullElse;

import io.gatewatch.ingest.config.YamlFile;
import io.gatewatch.replaydata.cases.CaseResult.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What must not be lost: {@code coverage.yaml}, as in {@code schemas/covered-items.schema.json}.
 * Lists are in order.
 *
 * @param detectors with an attack case that passes and a look-alike that stays quiet
 * @param cases that pass
 * @param knownGaps cases that do not, and say why
 */
public record CoveredItems(
    List<String> categories,
    List<String> owasp,
    List<String> mitre,
    List<String> detectors,
    List<String> cases,
    List<String> knownGaps) {

  /** Its name in the folder of cases. */
  public static final String NAME = "coverage.yaml";

  private static final YamlFile FILE =
      new YamlFile(NAME, "a list of covered items", "categories, owasp, mitre, detectors, cases");
  private static final String HEAD =
      "# What is covered. The build fails when an item is lost; written by 'gatewatch coverage"
          + " --accept'.\n";

  public CoveredItems {
    categories = List.copyOf(requireNonNullElse(categories, List.of()));
    owasp = List.copyOf(requireNonNullElse(owasp, List.of()));
    mitre = List.copyOf(requireNonNullElse(mitre, List.of()));
    detectors = List.copyOf(requireNonNullElse(detectors, List.of()));
    cases = List.copyOf(requireNonNullElse(cases, List.of()));
    knownGaps = List.copyOf(requireNonNullElse(knownGaps, List.of()));
  }

  /** What a ledger and its results show. */
  public static CoveredItems of(Ledger ledger, List<CaseResult> results) {
    return new CoveredItems(
        covered(ledger.categories()),
        covered(ledger.owasp()),
        covered(ledger.mitre()),
        ledger.detectors().stream()
            .filter(Ledger.DetectorRow::isProven)
            .map(Ledger.DetectorRow::id)
            .sorted()
            .toList(),
        ids(results, Outcome.PASSED),
        ids(results, Outcome.KNOWN_GAP));
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException with what is wrong, in one line
   */
  public static CoveredItems read(String yaml) {
    CoveredItems items = FILE.read(yaml, CoveredItems.class);
    return items == null ? new CoveredItems(null, null, null, null, null, null) : items;
  }

  /** The file's text. */
  public String yaml() {
    StringBuilder out = new StringBuilder(HEAD);
    list(out, "categories", categories);
    list(out, "owasp", owasp);
    list(out, "mitre", mitre);
    list(out, "detectors", detectors);
    list(out, "cases", cases);
    list(out, "knownGaps", knownGaps);
    return out.toString();
  }

  /** What is here and not there, such as {@code cases: volume-spike/alone}. Gaps are no loss. */
  public List<String> missingIn(CoveredItems there) {
    List<String> missing = new ArrayList<>();
    missing(missing, "categories", CoveredItems::categories, there);
    missing(missing, "owasp", CoveredItems::owasp, there);
    missing(missing, "mitre", CoveredItems::mitre, there);
    missing(missing, "detectors", CoveredItems::detectors, there);
    missing(missing, "cases", CoveredItems::cases, there);
    return missing;
  }

  private void missing(
      List<String> out,
      String name,
      Function<CoveredItems, List<String>> part,
      CoveredItems there) {
    for (String item : part.apply(this)) {
      if (!part.apply(there).contains(item)) {
        out.add(name + ": " + item);
      }
    }
  }

  private static List<String> covered(List<Ledger.Item> items) {
    return items.stream()
        .filter(i -> i.state() == Ledger.State.COVERED)
        .map(Ledger.Item::id)
        .toList();
  }

  private static List<String> ids(List<CaseResult> results, Outcome outcome) {
    return results.stream()
        .filter(r -> r.outcome() == outcome)
        .map(r -> r.about().id())
        .sorted()
        .toList();
  }

  private static void list(StringBuilder out, String name, List<String> items) {
    out.append(name).append(":").append(items.isEmpty() ? " []\n" : "\n");
    items.forEach(item -> out.append("  - ").append(quoted(item)).append('\n'));
  }

  /** A colon inside would be harmless, but people quote it. */
  private static String quoted(String item) {
    return item.indexOf(':') < 0 ? item : '"' + item + '"';
  }
}
