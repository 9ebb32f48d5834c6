package io.gatewatch.detectors.rules;

import java.util.List;

/**
 * A rule file, and all that is wrong with its form.
 *
 * @param rules its entries that could be read, each with what became of it
 * @param mistakes in the order of their lines
 */
public record CheckedFile(List<ReadRule> rules, List<Mistake> mistakes) {
  public CheckedFile {
    rules = List.copyOf(rules);
    mistakes = List.copyOf(mistakes);
  }

  /**
   * A mistake that kept an entry, or the file, from being read.
   *
   * @param line from 1; 0 where it is not known
   * @param column the character within that line, from 1; 0 where it is not known
   */
  public record Mistake(int line, int column, String message) {
    Mistake(int line, String message) {
      this(line, 0, message);
    }
  }
}
