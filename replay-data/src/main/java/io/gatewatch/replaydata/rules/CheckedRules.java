package io.gatewatch.replaydata.rules;

import io.gatewatch.detectors.Detector;
import io.gatewatch.detectors.cel.Facts;
import io.gatewatch.detectors.rules.CelRule;
import io.gatewatch.detectors.rules.CheckedFile;
import io.gatewatch.detectors.rules.ReadRule;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.features.Observation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Rule files, checked: {@code schemas/rules-check.schema.json}.
 *
 * @param observations how many observations the prices were measured on
 */
public record CheckedRules(int observations, List<Checked> rules, List<Problem> problems) {
  private static final int OBSERVATIONS = 2_000;
  private static final long SEED = 1;

  /** What the rules that ship are called where files are named. */
  public static final String SHIPPED = "shipped";

  /**
   * One rule.
   *
   * @param runs compiled, cel_runtime or built_in; null when it was refused
   * @param nanosPerEvaluation null when it was refused, or judges no single observation
   * @param failures observations on which its condition had no answer; null when it can always tell
   * @param held observations on which its condition held; null when it was refused, is built in or
   *     asks what others did, which the samples do not say
   */
  public record Checked(
      String file,
      int line,
      String id,
      int version,
      String category,
      String severity,
      String runs,
      Long nanosPerEvaluation,
      Integer failures,
      Integer held) {}

  /**
   * Something that is wrong.
   *
   * @param line 0 where it is not known
   * @param column the character within that line, from 1; 0 where it is not known
   */
  public record Problem(String file, int line, int column, String message) {
    private static Problem of(String file, CheckedFile.Mistake mistake) {
      return new Problem(file, mistake.line(), mistake.column(), mistake.message());
    }
  }

  /** Checks files, and measures what can be measured. */
  public static CheckedRules of(Map<String, String> files) {
    List<Problem> problems = new ArrayList<>();
    List<ReadRule> read = new ArrayList<>();
    List<String> fileOf = new ArrayList<>();
    List<String> budgets = new ArrayList<>();
    files.forEach(
        (file, text) -> {
          CheckedFile checked = RuleSet.examine(text);
          for (ReadRule rule : checked.rules()) {
            read.add(rule);
            fileOf.add(file);
          }
          checked.mistakes().forEach(m -> problems.add(Problem.of(file, m)));
          budgets.addAll(RuleFiles.saysAlerts(text) ? List.of(file) : List.of());
        });
    for (String second : budgets.subList(Math.min(1, budgets.size()), budgets.size())) {
      problems.add(new Problem(second, 0, 0, RuleFiles.also(budgets.get(0))));
    }
    List<Detector> measured = read.stream().map(ReadRule::detector).filter(d -> d != null).toList();
    List<Observation> samples = SampleObservations.of(OBSERVATIONS, SEED);
    long[] prices = new RulePrices(samples).of(measured);
    List<Checked> rules = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < read.size(); i++) {
      ReadRule rule = read.get(i);
      Long nanos = rule.detector() == null ? null : prices[next++];
      rules.add(checked(fileOf.get(i), rule, nanos, samples));
      String also = other(read, fileOf, i);
      for (CheckedFile.Mistake mistake : rule.mistakes()) {
        problems.add(Problem.of(fileOf.get(i), mistake));
      }
      if (rule.mistakes().isEmpty() && also != null) {
        String message = "rule " + rule.rule().id() + ": is also in " + also;
        problems.add(new Problem(fileOf.get(i), rule.line(), 0, message));
      }
    }
    List<String> order = List.copyOf(files.keySet());
    problems.sort(
        Comparator.comparingInt((Problem p) -> order.indexOf(p.file()))
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column));
    return new CheckedRules(OBSERVATIONS, List.copyOf(rules), List.copyOf(problems));
  }

  /** The file before this one that has the same rule; null for none. */
  private static String other(List<ReadRule> read, List<String> fileOf, int at) {
    for (int i = 0; i < at; i++) {
      if (read.get(i).rule().id().equals(read.get(at).rule().id())
          && !fileOf.get(i).equals(fileOf.get(at))) {
        return fileOf.get(i);
      }
    }
    return null;
  }

  private static Integer failures(ReadRule rule, List<Observation> samples) {
    if (!(rule.detector() instanceof CelRule cel) || cel.condition().isCompiled()) {
      return null;
    }
    return count(samples, cel.condition()::fails);
  }

  private static Integer held(ReadRule rule, List<Observation> samples) {
    if (!(rule.detector() instanceof CelRule cel) || cel.condition().asksPeers()) {
      return null;
    }
    return count(samples, cel.condition()::holds);
  }

  private static int count(List<Observation> samples, Predicate<Facts> which) {
    return (int) samples.stream().filter(o -> which.test(Facts.of(o, RulePrices.NO_PEERS))).count();
  }

  private static Checked checked(
      String file, ReadRule rule, Long nanos, List<Observation> samples) {
    return new Checked(
        file,
        rule.line(),
        rule.rule().id(),
        rule.rule().version(),
        rule.rule().category().wireName(),
        word(rule.rule().severity()),
        rule.runs() == null ? null : word(rule.runs()),
        nanos,
        failures(rule, samples),
        held(rule, samples));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
