package io.gatewatch.replaydata.cases;

import io.gatewatch.detectors.Category;
import io.gatewatch.replaydata.cases.CaseResult.Outcome;
import io.gatewatch.replaydata.cases.Ledger.DetectorRow;
import io.gatewatch.replaydata.cases.Ledger.Item;
import io.gatewatch.replaydata.cases.Ledger.Result;
import io.gatewatch.replaydata.cases.Ledger.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Adds up results into a {@link Ledger}. */
public final class Ledgers {
  private final List<RuleEntry> detectors;
  private final List<CaseResult> results;
  private final Map<String, Double> micros;

  private Ledgers(List<RuleEntry> detectors, List<CaseResult> results, Map<String, Double> micros) {
    this.detectors = detectors;
    this.results = results;
    this.micros = micros;
  }

  /**
   * The ledger of all results of all cases.
   *
   * @param micros thread CPU of each detector, in µs a call; empty when it was not measured
   */
  public static Ledger of(CaseBrain brain, List<CaseResult> results, Map<String, Double> micros) {
    List<RuleEntry> detectors = new ArrayList<>(brain.entries());
    if (brain.hasModel()) {
      detectors.add(
          new RuleEntry(
              CaseBrain.MODEL, Category.UNUSUAL_BEHAVIOUR.wireName(), List.of(), List.of()));
      detectors.add(
          new RuleEntry(CaseBrain.DRIFT, Category.MODEL_DRIFT.wireName(), List.of(), List.of()));
    }
    return new Ledgers(detectors, results, micros).ledger();
  }

  private Ledger ledger() {
    List<Item> categories =
        Arrays.stream(Category.values()).map(Category::wireName).map(this::category).toList();
    return new Ledger(
        1,
        new Ledger.Totals(
            results.size(),
            count(results, Outcome.PASSED),
            count(results, Outcome.KNOWN_GAP),
            count(results, Outcome.FAILED) + count(results, Outcome.GAP_CLOSED),
            categories.size(),
            (int) categories.stream().filter(c -> c.state() == State.COVERED).count()),
        categories,
        Owasp.titles().entrySet().stream()
            .map(e -> tag(e.getKey(), e.getValue(), d -> d.owasp().contains(e.getKey())))
            .toList(),
        techniques().stream().map(t -> tag(t, null, d -> d.mitre().contains(t))).toList(),
        detectors.stream().map(this::row).toList());
  }

  private Set<String> techniques() {
    Set<String> all = new TreeSet<>();
    detectors.forEach(d -> all.addAll(d.mitre()));
    return all;
  }

  /** Cases that expect it; detectors whose own it is, and those that these cases name. */
  private Item category(String category) {
    List<CaseResult> cases =
        attacks(
            r ->
                r.about().expected().stream()
                    .anyMatch(e -> e.category().wireName().equals(category)));
    Set<String> looking = new TreeSet<>();
    detectors.stream()
        .filter(d -> d.category().equals(category))
        .forEach(d -> looking.add(d.detector()));
    cases.forEach(r -> r.about().expected().forEach(e -> looking.add(e.detector())));
    return item(category, null, looking, cases);
  }

  /** What a rule file ties to rules: the cases of those rules. */
  private Item tag(String id, String title, Predicate<RuleEntry> tagged) {
    Set<String> looking = new TreeSet<>();
    detectors.stream().filter(tagged).forEach(d -> looking.add(d.detector()));
    return item(id, title, looking, attacks(r -> looking.contains(r.about().detector())));
  }

  private static Item item(String id, String title, Set<String> looking, List<CaseResult> cases) {
    int passing = count(cases, Outcome.PASSED);
    State state;
    if (passing > 0) {
      state = State.COVERED;
    } else if (!cases.isEmpty()) {
      state = State.GAP;
    } else {
      state = looking.isEmpty() ? State.NO_DETECTOR : State.NO_CASE;
    }
    return new Item(
        id,
        title,
        state,
        List.copyOf(looking),
        cases.stream().map(r -> r.about().id()).toList(),
        passing,
        silent(cases),
        last(cases));
  }

  private DetectorRow row(RuleEntry detector) {
    List<CaseResult> own =
        results.stream().filter(r -> r.about().detector().equals(detector.detector())).toList();
    List<CaseResult> attacks = own.stream().filter(r -> !r.about().isLookAlike()).toList();
    List<CaseResult> lookAlikes = own.stream().filter(r -> r.about().isLookAlike()).toList();
    return new DetectorRow(
        detector.detector(),
        detector.category(),
        detector.owasp(),
        detector.mitre(),
        attacks.size(),
        count(attacks, Outcome.PASSED),
        silent(attacks),
        lookAlikes.size(),
        count(lookAlikes, Outcome.PASSED),
        own.stream()
            .filter(r -> r.outcome() == Outcome.KNOWN_GAP)
            .map(r -> r.about().id())
            .toList(),
        last(own),
        micros.get(detector.detector()));
  }

  private List<CaseResult> attacks(Predicate<CaseResult> wanted) {
    return results.stream().filter(r -> !r.about().isLookAlike()).filter(wanted).toList();
  }

  private static int silent(List<CaseResult> cases) {
    return (int) cases.stream().filter(r -> r.survivors().isEmpty()).count();
  }

  private static int count(List<CaseResult> cases, Outcome outcome) {
    return (int) cases.stream().filter(r -> r.outcome() == outcome).count();
  }

  /** The worst that happened. */
  private static Result last(List<CaseResult> cases) {
    if (cases.isEmpty()) {
      return Result.NONE;
    }
    if (!cases.stream().allMatch(CaseResult::isAsSaid)) {
      return Result.FAILED;
    }
    return count(cases, Outcome.KNOWN_GAP) > 0 ? Result.KNOWN_GAP : Result.PASSED;
  }
}
