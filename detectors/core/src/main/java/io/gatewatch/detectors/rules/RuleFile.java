package io.gatewatch.detectors.rules;

import static java.util.Comparator.comparingInt;

import io.gatewatch.detectors.Detector;
import io.gatewatch.detectors.fusion.AlertBudget;
import io.gatewatch.detectors.rules.CheckedFile.Mistake;
import io.gatewatch.ingest.config.YamlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the entries of a rule file. An entry with a condition is a rule in CEL; one without takes
 * the condition that is built in or ships under its id, with its own thresholds: so what people
 * tuned stays tuned when a condition is written anew.
 */
final class RuleFile {
  static final YamlFile FILE =
      new YamlFile("rules", "a rule file", "rules, and a list of rules below it");

  private static final Pattern ENTRY =
      Pattern.compile("\\s*-?\\s*\\{?\\s*id:\\s*[\"']?([^\"',\\s}]+).*");

  static final String EMPTY = "an empty file or entry (expected: a list of rules)";

  private final String text;
  private final Map<String, Integer> lines;
  private final Map<String, Rule> shipped;

  /** The form of a rule file; null what it does not say. */
  record File(AlertBudget alerts, List<Rule> rules) {}

  /**
   * A file.
   *
   * @param shipped rules in CEL whose conditions others may take, by id
   */
  RuleFile(String text, Map<String, Rule> shipped) {
    this.text = text;
    this.lines = lines(text);
    this.shipped = shipped;
  }

  /**
   * Its entries, each with what became of it.
   *
   * @throws IllegalArgumentException when it is not a rule file
   */
  List<ReadRule> read() {
    return read(rules(), alerts());
  }

  /** Those entries of it whose form is right, and what became of them. */
  List<ReadRule> read(List<Rule> rules, AlertBudget alerts) {
    List<ReadRule> read = new ArrayList<>();
    Set<String> ids = new TreeSet<>();
    for (Rule rule : rules) {
      ReadRule made = made(rule, alerts);
      read.add(
          ids.add(rule.id())
              ? made
              : ReadRule.refused(rule, line(rule), rule.id() + " is there twice"));
    }
    return List.copyOf(read);
  }

  /** Its rules in CEL, by id. */
  Map<String, Rule> inCel() {
    TreeMap<String, Rule> inCel = new TreeMap<>();
    for (Rule rule : rules()) {
      if (rule.condition() != null) {
        inCel.put(rule.id(), rule);
      }
    }
    return inCel;
  }

  /**
   * How many alerts chance may bring; the default where the file does not say.
   *
   * @throws IllegalArgumentException when it is not a rule file
   */
  AlertBudget alerts() {
    File file = file();
    return file.alerts() == null ? AlertBudget.DEFAULT : file.alerts();
  }

  private List<Rule> rules() {
    return file().rules();
  }

  private File file() {
    File file = FILE.read(text, File.class);
    if (file == null || file.rules() == null || file.rules().contains(null)) {
      throw new IllegalArgumentException("rules: " + EMPTY);
    }
    return file;
  }

  private ReadRule made(Rule rule, AlertBudget alerts) {
    try {
      if (rule.condition() != null || shipped.containsKey(rule.id())) {
        return ReadRule.of(rule, line(rule), inCel(rule));
      }
      return builtIn(rule, line(rule), alerts);
    } catch (RuleProblem e) {
      return ReadRule.refused(rule, e.mistakes().stream().map(m -> named(rule, m)).toList());
    } catch (IllegalArgumentException e) {
      return refused(rule, line(rule), e);
    }
  }

  private static ReadRule refused(Rule rule, int line, IllegalArgumentException e) {
    return ReadRule.refused(rule, line, named(rule, e.getMessage()));
  }

  /** With the rule's name; where its place is not known, that of the entry. */
  private Mistake named(Rule rule, Mistake mistake) {
    int line = mistake.line() > 0 ? mistake.line() : line(rule);
    return new Mistake(line, mistake.column(), named(rule, mistake.message()));
  }

  private static String named(Rule rule, String message) {
    String said = "rule " + rule.id() + ": ";
    return message.startsWith(said) ? message : said + message;
  }

  private Detector inCel(Rule rule) {
    if (BuiltInRules.IDS.contains(rule.id())) {
      throw new IllegalArgumentException("its condition is built in (give yours another id)");
    }
    if (rule.condition() != null) {
      return CelRules.detector(rule, text);
    }
    refuseWords(rule);
    return CelRules.detector(rule.saying(shipped.get(rule.id())), null);
  }

  private static ReadRule builtIn(Rule rule, int line, AlertBudget alerts) {
    if (!BuiltInRules.IDS.contains(rule.id())) {
      throw new IllegalArgumentException("no condition (and none ships under this id)");
    }
    refuseWords(rule);
    return BuiltInRules.read(rule, line, alerts);
  }

  private static void refuseWords(Rule rule) {
    if (rule.speaksForItself()) {
      throw new IllegalArgumentException(
          "no condition, so no window, verb, explanation, topic or suppression of its own");
    }
  }

  /** Where entries stand, by id: YAML's reader does not say. */
  private static Map<String, Integer> lines(String text) {
    TreeMap<String, Integer> lines = new TreeMap<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      Matcher entry = ENTRY.matcher(line);
      if (entry.matches()) {
        lines.putIfAbsent(entry.group(1), number);
      }
    }
    return lines;
  }

  /** Ids in the order of their entries. */
  List<String> ids() {
    return lines.keySet().stream().sorted(comparingInt(lines::get)).toList();
  }

  /** The line of an entry's id. */
  int line(String id) {
    return lines.get(id);
  }

  private int line(Rule rule) {
    return lines.getOrDefault(rule.id(), 0);
  }
}
