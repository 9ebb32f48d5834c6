package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.rules.CheckedFile.Mistake;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Looks for every mistake in the form of a rule file, where its reader stops at the first: reads
 * each entry by itself, and again without what was wrong in it. All that is left out becomes blank,
 * so that lines keep their numbers. A second mistake on one line is told when the first is mended.
 */
final class RuleFileCheck {
  private final RuleParts parts;
  private final Map<String, Rule> shipped;
  private final List<Mistake> mistakes = new ArrayList<>();

  private RuleFileCheck(RuleParts parts, Map<String, Rule> shipped) {
    this.parts = parts;
    this.shipped = shipped;
  }

  static CheckedFile of(String text, Map<String, Rule> shipped) {
    try {
      return new CheckedFile(new RuleFile(text, shipped).read(), List.of());
    } catch (IllegalArgumentException e) {
      RuleParts parts = RuleParts.of(text);
      return parts.entries().isEmpty()
          ? new CheckedFile(List.of(), List.of(new Refusal(e, null).mistake(0)))
          : new RuleFileCheck(parts, shipped).all(e);
    }
  }

  private CheckedFile all(IllegalArgumentException first) {
    String[] rest = parts.frame();
    collect(rest, new RuleParts.Part(0, rest.length, null));
    for (RuleParts.Part entry : parts.entries()) {
      if (!collect(parts.only(entry), entry)) {
        parts.copy(entry, rest);
      }
    }
    if (mistakes.isEmpty()) {
      mistakes.add(new Refusal(first, null).mistake(0));
    }
    mistakes.sort(Comparator.comparingInt(Mistake::line));
    return new CheckedFile(readable(rest), mistakes);
  }

  /** Entries without a mistake in their form; those of a file that has none are not there. */
  private List<ReadRule> readable(String[] rest) {
    try {
      return new RuleFile(String.join("\n", rest), shipped).read();
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  /** Tells the mistakes of a part, of which {@code text} holds nothing else; whether it has any. */
  private boolean collect(String[] text, RuleParts.Part part) {
    List<String> removed = new ArrayList<>();
    for (Refusal refusal = refusal(text, part); refusal != null; refusal = refusal(text, part)) {
      boolean isSequel = !removed.isEmpty() && refusal.comesOf(removed);
      if (!isSequel) {
        mistakes.add(refusal.mistake(part.from() + 1));
      }
      int at = refusal.line() - 1;
      if (isSequel || at < part.from() || at >= part.to() || text[at].isBlank()) {
        return true;
      }
      removed.add(text[at].strip());
      RuleParts.blankKey(text, at, part.to());
    }
    return !removed.isEmpty();
  }

  private static Refusal refusal(String[] text, RuleParts.Part part) {
    try {
      new RuleFile(String.join("\n", text), Map.of()).alerts();
      return null;
    } catch (IllegalArgumentException e) {
      return new Refusal(e, part.id());
    }
  }
}
