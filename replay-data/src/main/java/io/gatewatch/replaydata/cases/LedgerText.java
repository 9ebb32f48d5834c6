package io.gatewatch.replaydata.cases;

import io.gatewatch.replaydata.cases.Ledger.DetectorRow;
import io.gatewatch.replaydata.cases.Ledger.Item;
import java.util.List;
import java.util.Locale;

/** A ledger as Markdown: what {@code coverage} prints, and {@code coverage.md}. */
public final class LedgerText {
  private final StringBuilder out = new StringBuilder();

  private LedgerText() {}

  /** The whole text, ending in a line end. */
  public static String of(Ledger ledger, List<CaseResult> results) {
    LedgerText text = new LedgerText();
    Ledger.Totals t = ledger.totals();
    text.line("# Coverage");
    text.line("");
    text.line(
        "%d cases: %d as expected, %d known gaps, %d failed. %d of %d categories covered: an attack"
            + " case of it passes, and falls silent with its detector taken out.",
        t.cases(), t.passing(), t.knownGaps(), t.failed(), t.categoriesCovered(), t.categories());
    text.items("Categories", ledger.categories());
    text.items("OWASP API Security Top 10, 2023", ledger.owasp());
    text.items("ATT&CK techniques that rules name", ledger.mitre());
    text.detectors(ledger.detectors());
    text.gaps(results);
    return text.out.toString();
  }

  private void line(String format, Object... values) {
    out.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    out.append('\n');
  }

  private void items(String title, List<Item> items) {
    line("");
    line("## " + title);
    line("| item | covered | detectors | attack cases passing | silent without | last result |");
    line("|---|---|---|---|---|---|");
    for (Item i : items) {
      line(
          "| %s | %s | %s | %s | %s | %s |",
          i.title() == null ? i.id() : i.id() + " " + i.title(),
          i.state() == Ledger.State.COVERED ? "yes" : "**" + words(i.state()) + "**",
          i.detectors().isEmpty() ? "–" : String.join(", ", i.detectors()),
          of(i.passing(), i.cases().size()),
          of(i.silentWithout(), i.cases().size()),
          i.lastResult() == Ledger.Result.NONE ? "–" : words(i.lastResult()));
    }
  }

  private void detectors(List<DetectorRow> rows) {
    line("");
    line("## Detectors");
    line(
        "| detector | attack cases passing | silent without | look-alikes quiet | last result"
            + " | µs a call |");
    line("|---|---|---|---|---|---|");
    for (DetectorRow r : rows) {
      line(
          "| %s | %s | %s | %s | %s | %s |",
          r.id(),
          of(r.attacksPassing(), r.attacks()),
          of(r.silentWithout(), r.attacks()),
          of(r.lookAlikesPassing(), r.lookAlikes()),
          r.lastResult() == Ledger.Result.NONE ? "**no case**" : words(r.lastResult()),
          r.microsPerCall() == null ? "–" : String.format(Locale.ROOT, "%.3f", r.microsPerCall()));
    }
    line("");
    line(
        "µs a call: thread CPU of asking this detector about all that the cases show, by the number"
            + " of their calls; observing, and what no call asks for, is not in it.");
  }

  private void gaps(List<CaseResult> results) {
    List<CaseResult> open =
        results.stream().filter(r -> r.outcome() != CaseResult.Outcome.PASSED).toList();
    if (open.isEmpty()) {
      return;
    }
    line("");
    line("## Cases that do not pass");
    for (CaseResult r : open) {
      String known = r.about().file().knownGap();
      line(
          "- **%s**: %s%s",
          r.about().id(),
          r.complaint().isEmpty() ? "passes now: take knownGap out" : r.complaint(),
          known == null ? "" : ". Known: " + known);
    }
  }

  private static String of(int some, int all) {
    return all == 0 ? "–" : some + " of " + all;
  }

  private static String words(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
