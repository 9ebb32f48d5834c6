package io.gatewatch.detectors.rules;

import static java.util.Comparator.comparingInt;

import io.gatewatch.detectors.fusion.AlertBudget;
import io.gatewatch.detectors.rules.CheckedFile.Mistake;
import io.gatewatch.ingest.config.YamlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for every mistake in the form of a rule file, where its reader stops at the first. */
final class RuleFileCheck {
  private static final Pattern IN_ENTRY = Pattern.compile("/rules/(\\d{1,6})(?:/.*)?");

  private final RuleFile file;
  private final YamlFile.Checked<RuleFile.File> checked;

  private RuleFileCheck(RuleFile file, YamlFile.Checked<RuleFile.File> checked) {
    this.file = file;
    this.checked = checked;
  }

  static CheckedFile of(String text, Map<String, Rule> shipped) {
    return new RuleFileCheck(
            new RuleFile(text, shipped), RuleFile.FILE.check(text, RuleFile.File.class))
        .all();
  }

  private CheckedFile all() {
    RuleFile.File read = checked.read();
    List<Rule> entries = read == null || read.rules() == null ? List.of() : read.rules();
    List<Rule> whole = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) != null && isWhole("/rules/" + i)) {
        whole.add(entries.get(i));
      }
    }
    boolean said = read != null && read.alerts() != null;
    AlertBudget alerts = said ? read.alerts() : AlertBudget.DEFAULT;
    boolean empty = entries.isEmpty() && checked.mistakes().isEmpty();
    return new CheckedFile(
        file.read(whole, alerts), empty ? List.of(new Mistake(0, RuleFile.EMPTY)) : named());
  }

  private boolean isWhole(String entry) {
    return checked.mistakes().stream()
        .noneMatch(mistake -> (mistake.pointer() + "/").startsWith(entry + "/"));
  }

  private List<Mistake> named() {
    return checked.mistakes().stream()
        .map(this::named)
        .sorted(comparingInt(Mistake::line))
        .toList();
  }

  /** With the entry in which it stands: its beginning is where its id is. */
  private Mistake named(YamlFile.Mistake mistake) {
    Matcher entry = IN_ENTRY.matcher(mistake.pointer());
    List<String> ids = file.ids();
    int index = entry.matches() ? Integer.parseInt(entry.group(1)) : ids.size();
    if (index >= ids.size()) {
      return new Mistake(mistake.line(), mistake.what());
    }
    int line = mistake.line() == 0 ? file.line(ids.get(index)) : mistake.line();
    return new Mistake(line, "rule " + ids.get(index) + ": " + mistake.what());
  }
}
