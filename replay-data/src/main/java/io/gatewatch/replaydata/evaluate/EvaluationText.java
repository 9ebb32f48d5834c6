package io.gatewatch.replaydata.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An evaluation for a terminal: plain ASCII lines. */
public final class EvaluationText {
  private static final double HARDLY_ANY_DAYS = 0.25;
  private static final String ROW = "  %-32s %5s %5s %8s  %-14s %6s %6s %9s %9s";

  private final StringBuilder out = new StringBuilder();
  private final Evaluation found;

  private EvaluationText(Evaluation found) {
    this.found = found;
  }

  /** The whole text, ending in a line end. */
  public static String of(Evaluation found) {
    EvaluationText text = new EvaluationText(found);
    text.head();
    text.recall();
    text.alerts();
    text.cuts();
    text.budget();
    return text.out.toString();
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }

  private void head() {
    Evaluation.Run run = found.run();
    line(
        "%s to %s: %,d calls of %,d agents; %.2f days count, after %s of warm-up",
        run.from(), run.to(), run.calls(), run.agents(), run.days(), hours(run.warmupSeconds()));
    if (run.days() < HARDLY_ANY_DAYS && run.warmupSeconds() > 0) {
      line("The warm-up leaves little to judge: play a longer run, or count more with --warmup 0s");
    }
  }

  private static String hours(long seconds) {
    return seconds % 3600 == 0 ? seconds / 3600 + " h" : seconds + " s";
  }

  private void recall() {
    line("");
    line("Attacks found, by alerts above low");
    line(ROW, "", "found", "of", "share", "95 %", "named", "at all", "median s", "p90 s");
    row("all", found.recall().all());
    if (found.recall().heldOut().attacks() > 0) {
      row("known kinds and variants", found.recall().known());
      row("held out", found.recall().heldOut());
    }
    found.recall().byKind().forEach(k -> row(k.kind(), k.recall()));
    List<Evaluation.VariantRecall> variants =
        found.recall().byVariant().stream().filter(v -> v.variant() != null).toList();
    variants.forEach(
        v ->
            row(
                "- " + v.kind() + "/" + v.variant() + (v.heldOut() ? " (held out)" : ""),
                v.recall()));
    row("in the warm-up, apart", found.recall().warmup());
  }

  private void row(String name, Recall r) {
    boolean none = r.attacks() == 0;
    line(
        ROW,
        name,
        r.found(),
        r.attacks(),
        none ? "-" : percent(r.share()),
        none ? "" : percent(r.low()) + " - " + percent(r.high()),
        r.rightCategory(),
        r.foundAtAnySeverity(),
        seconds(r.medianSeconds()),
        seconds(r.p90Seconds()));
  }

  private void alerts() {
    Evaluation.Alerts a = found.alerts();
    line("");
    line("Alerts of lane security, above low");
    line(
        "  right %d, late %d, false %d: %s",
        a.right(), a.late(), a.wrong().count(), rate(a.wrong()));
    line(
        "  of the false, nothing known to explain them: %d: %s",
        a.unexplained().count(), rate(a.unexplained()));
    counts("  during harmless events: ", a.wrongByEvent());
    counts("  false about: ", a.wrongByEntity());
    line("  naming victims of others: %d", a.onVictims());
    tallies("category", a.byCategory());
    tallies("detector", a.byDetector());
    line(
        "  in the warm-up, apart: right %d, late %d, false %d",
        a.warmup().right(), a.warmup().late(), a.warmup().wrong());
    line("");
    line("Other alerts, of any severity: security, low %d", a.low());
    line("  operations %d: %s", a.operations().count(), rate(a.operations()));
    line("  compliance %d: %s", a.compliance().count(), rate(a.compliance()));
  }

  private void counts(String what, List<Evaluation.Count> counts) {
    if (!counts.isEmpty()) {
      line(
          "%s",
          what
              + counts.stream()
                  .map(c -> c.name() + " " + c.count())
                  .collect(Collectors.joining(", ")));
    }
  }

  private void tallies(String what, List<Evaluation.Tally> tallies) {
    if (!tallies.isEmpty()) {
      line("  %-32s %6s %6s", "by " + what, "right", "false");
      tallies.forEach(t -> line("    %-30s %6d %6d", t.name(), t.right(), t.wrong()));
    }
  }

  private void cuts() {
    Evaluation.Cuts c = found.cuts();
    line("");
    line(
        "Quota cuts published: %d, wrongful %d on %d callers: %s",
        c.rows(), c.wrongful().count(), c.wrongfulPrincipals(), rate(c.wrongful()));
    line(
        "  of these, %d within an hour of the end of the caller's own attack; in the warm-up wrongful %d",
        c.lingering(), c.warmupWrongful());
    line(
        "  attacks cut: %d of %d, median %s s after the first call",
        c.attacksCut(), c.attacks(), seconds(c.medianSeconds()));
    Evaluation.Refused r = found.refused();
    if (r == null) {
      line("  calls refused had all cuts been obeyed: not known (no refused.ndjson in the run)");
      return;
    }
    line("  had gateways obeyed all of them, refused would have been");
    line("    %,d of %,d calls of attacks", r.attackCallsRefused(), r.attackCalls());
    line(
        "    %,d calls of %d others: %s",
        r.ordinaryCallsRefused().count(), r.ordinaryCallers(), rate(r.ordinaryCallsRefused()));
  }

  private void budget() {
    Evaluation.Budget b = found.budget();
    if (b == null) {
      return;
    }
    line("");
    line(
        "Alert budget: %s a day by chance. Alerts of any severity that no attack explains",
        b.perDay());
    promise(b.all());
    b.byDetector().forEach(this::promise);
    line("  not under it: %d: %s", b.others().count(), rate(b.others()));
    counts("  of these detectors, in whatever alert: ", b.othersByDetector());
  }

  private void promise(Evaluation.Promise p) {
    line(
        "  %-20s promised %.3f a day, realised %d (%d during harmless events): %s",
        p.detector(),
        p.promisedPerDay(),
        p.realised().count(),
        p.duringEvents(),
        rate(p.realised()));
  }

  private static String rate(Rate rate) {
    if (rate.perDay() == null) {
      return "no day counts";
    }
    String each =
        rate.perThousandAgents() == null
            ? ""
            : String.format(Locale.ROOT, ", %.1f per 1,000 agents a day", rate.perThousandAgents());
    return String.format(
        Locale.ROOT,
        "%.2f a day (95 %%: %.2f - %.2f)%s",
        rate.perDay(),
        rate.low(),
        rate.high(),
        each);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String seconds(Double seconds) {
    return seconds == null ? "-" : String.format(Locale.ROOT, "%.1f", seconds);
  }
}
