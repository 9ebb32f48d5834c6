package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.cel.Condition;
import io.gatewatch.detectors.cel.Names;
import io.gatewatch.detectors.cel.Problem;
import io.gatewatch.detectors.cel.Template;
import io.gatewatch.detectors.rules.CheckedFile.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes detectors of rules with conditions in CEL, or says in one line why not. */
final class CelRules {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,6})([smhd])");
  private static final int MAX_VERB = 120;

  private final Rule rule;
  private final String file;
  private final Names names;
  private final List<Mistake> mistakes = new ArrayList<>();

  private CelRules(Rule rule, String file) {
    this.rule = rule;
    this.file = file;
    this.names = Names.of(rule.thresholds(), rule.window());
  }

  /**
   * A detector.
   *
   * @param file the text that the rule's conditions stand in
   * @throws IllegalArgumentException with what is wrong, and the line where that is known
   */
  static CelRule detector(Rule rule, String file) {
    rule.thresholds().keySet().forEach(rule::threshold);
    return new CelRules(rule, file).detector();
  }

  private CelRule detector() {
    Condition condition = read("condition", rule.condition(), text -> Condition.of(text, names));
    Template explanation =
        rule.explanation() == null ? null : sentence("explanation", rule.explanation());
    RuleText about = rule.topic() == null ? new RuleText("", 0, 0) : rule.topic();
    Template topic = sentence("topic", about);
    if (!mistakes.isEmpty()) {
      noteUnused(this::isMentioned);
      throw new RuleProblem(mistakes);
    }
    String verb = rule.verb();
    if (verb == null || verb.isBlank() || verb.length() > MAX_VERB) {
      throw new IllegalArgumentException(
          "verb (expected: what the caller does, such as: is trying credentials)");
    }
    if (explanation == null) {
      throw new IllegalArgumentException(
          "no explanation (expected: a sentence with {numbers} that says why)");
    }
    if (rule.topic() != null && rule.suppression() == null) {
      throw new IllegalArgumentException("topic without suppression (expected: such as 24h)");
    }
    long once = rule.suppression() == null ? 0 : millis(rule.suppression());
    noteUnused(t -> condition.thresholds().contains(t) || explanation.thresholds().contains(t));
    if (!mistakes.isEmpty()) {
      throw new RuleProblem(mistakes);
    }
    return new CelRule(
        rule, condition, explanation, rule.suppression() == null ? null : topic, once);
  }

  private Template sentence(String key, RuleText text) {
    return read(key, text, t -> Template.of(t, names));
  }

  /** Null, and noted, when something is wrong with it. */
  private <T> T read(String key, RuleText text, Function<String, T> reader) {
    try {
      return reader.apply(text.text());
    } catch (Problem e) {
      e.all().forEach(problem -> mistakes.add(mistake(key, text, problem)));
      return null;
    }
  }

  private Mistake mistake(String key, RuleText text, Problem problem) {
    String message = key + ": " + problem.getMessage();
    return file == null
        ? new Mistake(0, message)
        : new Mistake(
            text.lineOf(problem.line(), file),
            text.columnOf(problem.line(), problem.column(), file),
            message);
  }

  /** A mistyped name would silently change nothing. */
  private void noteUnused(Predicate<String> isUsed) {
    for (String name : rule.thresholds().keySet()) {
      if (!isUsed.test(name)) {
        mistakes.add(new Mistake(0, "threshold " + name + " (its condition does not use it)"));
      }
    }
  }

  /** Whether its word stands in condition or explanation, where these cannot be read. */
  private boolean isMentioned(String threshold) {
    Pattern word = Pattern.compile("\\b" + Pattern.quote(threshold) + "\\b");
    return Stream.of(rule.condition(), rule.explanation())
        .anyMatch(text -> text != null && word.matcher(text.text()).find());
  }

  /** Such as 90s, 5m, 24h, 7d. */
  static long millis(String span) {
    Matcher parts = SPAN.matcher(span);
    if (!parts.matches()) {
      throw new IllegalArgumentException("suppression " + span + " (expected: such as 24h)");
    }
    long seconds =
        switch (parts.group(2)) {
          case "s" -> 1;
          case "m" -> 60;
          case "h" -> 3_600;
          default -> 86_400;
        };
    return Long.parseLong(parts.group(1)) * seconds * 1_000;
  }
}
