package io.gatewatch.replaydata.bench;

import io.gatewatch.replaydata.evaluate.AttackOutcome;
import io.gatewatch.replaydata.evaluate.Evaluation;
import io.gatewatch.replaydata.evaluate.Outcomes;
import io.gatewatch.replaydata.evaluate.Rate;
import io.gatewatch.replaydata.evaluate.Recall;
import io.gatewatch.replaydata.evaluate.Summing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Markdown: a row an approach, then recall and median seconds, a row a kind. */
final class BenchTable {
  private final Map<String, Outcomes> outcomes = new LinkedHashMap<>();
  private final Map<String, Outcomes> luck = new LinkedHashMap<>();
  private final Map<String, Boolean> cutting = new LinkedHashMap<>();

  /**
   * Adds what an approach did on one more scenario.
   *
   * @param elsewhere the same alerts against the same attacks at other times: what is found by luck
   */
  void add(Approach approach, Outcomes more, Outcomes elsewhere) {
    outcomes.merge(approach.name(), more, Outcomes::plus);
    luck.merge(approach.name(), elsewhere, Outcomes::plus);
    cutting.put(approach.name(), approach.cuts() != null);
  }

  String markdown() {
    StringBuilder out = new StringBuilder();
    row(
        out,
        List.of(
            "approach",
            "found",
            "recall (95 %)",
            "by luck",
            "median s",
            "false a day (95 %)",
            "a day and 1,000 agents",
            "wrongful cuts a day",
            "attack calls refused",
            "others' calls refused a day"));
    row(
        out,
        List.of("---", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:"));
    outcomes.forEach((name, o) -> row(out, approach(name, o)));
    out.append('\n');
    kinds(out);
    return out.toString();
  }

  private List<String> approach(String name, Outcomes o) {
    Recall r = Recall.of(o.judgedAttacks());
    Rate rate = o.falseRate();
    Recall byLuck = Recall.of(luck.get(name).judgedAttacks());
    return List.of(
        name,
        r.found() + " of " + r.attacks(),
        r.attacks() == 0
            ? "–"
            : text("%.0f %% (%.0f to %.0f)", 100 * r.share(), 100 * r.low(), 100 * r.high()),
        byLuck.attacks() == 0 ? "–" : text("%.0f %%", 100 * byLuck.share()),
        seconds(r),
        rate.perDay() == null
            ? "–"
            : text("%.2f (%.2f to %.2f)", rate.perDay(), rate.low(), rate.high()),
        rate.perThousandAgents() == null ? "–" : text("%.1f", rate.perThousandAgents()),
        !cutting.get(name) || o.days() <= 0
            ? "–"
            : text("%.2f", o.wrongfulCuts().size() / o.days()),
        attackCallsRefused(o),
        o.refused() == null || o.days() <= 0
            ? "–"
            : text("%.0f", o.ordinaryCallsRefused() / o.days()));
  }

  private static String attackCallsRefused(Outcomes o) {
    long calls = o.judgedAttacks().stream().mapToLong(a -> a.attack().calls()).sum();
    return o.refused() == null || calls == 0
        ? "–"
        : text("%.0f %%", 100.0 * o.attackCallsRefused() / calls);
  }

  /** Held-out attacks have rows of their own below the known ones. */
  private void kinds(StringBuilder out) {
    List<String> head = new ArrayList<>(List.of("found of all, median s"));
    head.addAll(outcomes.keySet());
    row(out, head);
    row(out, head.stream().map(h -> "---").toList());
    kinds(out, "", a -> !a.attack().heldOut());
    kinds(out, " (held out)", a -> a.attack().heldOut());
  }

  private void kinds(StringBuilder out, String suffix, Predicate<AttackOutcome> which) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (Outcomes o : outcomes.values()) {
      List<AttackOutcome> some = o.judgedAttacks().stream().filter(which).toList();
      for (Evaluation.KindRecall kind : Summing.byKind(some)) {
        Recall r = kind.recall();
        rows.computeIfAbsent(kind.kind(), k -> new ArrayList<>(List.of(k + suffix)))
            .add(r.found() + "/" + r.attacks() + (r.found() == 0 ? "" : ", " + seconds(r)));
      }
    }
    rows.values().forEach(cells -> row(out, cells));
  }

  private static String seconds(Recall r) {
    return r.medianSeconds() == null ? "–" : text("%.0f", r.medianSeconds());
  }

  private static void row(StringBuilder out, List<String> cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
