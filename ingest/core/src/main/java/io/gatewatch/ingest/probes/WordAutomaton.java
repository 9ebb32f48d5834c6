package io.gatewatch.ingest.probes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds all words of a list in one pass over a text, one table look-up a byte (Aho &amp; Corasick
 * 1975, as a full automaton). Upper case counts as lower case, plus, tab and non-breaking space as
 * a space, carriage return as a line end. States in which a word ends have the highest numbers, so
 * that an ordinary byte costs no second look-up. About 0.7 MB, shared by all.
 */
final class WordAutomaton {
  private static final int CLASS_BITS = 7;
  private static final int CLASSES = 1 << CLASS_BITS;

  private final byte[] classes = new byte[256];
  private final char[] next;
  private final int firstEnding;
  private final ProbeWord[][] endings;

  WordAutomaton(List<ProbeWord> words) {
    name(words);
    List<int[]> children = new ArrayList<>();
    List<List<ProbeWord>> ends = new ArrayList<>();
    grow(children, ends);
    for (ProbeWord word : words) {
      int state = 0;
      for (int i = 0; i < word.text().length(); i++) {
        int c = classes[word.text().charAt(i)];
        if (children.get(state)[c] < 0) {
          children.get(state)[c] = grow(children, ends);
        }
        state = children.get(state)[c];
      }
      ends.get(state).add(word);
    }
    complete(children, ends);
    int[] number = new int[children.size()];
    firstEnding = number(ends, number);
    next = new char[children.size() << CLASS_BITS];
    endings = new ProbeWord[children.size() - firstEnding][];
    for (int s = 0; s < children.size(); s++) {
      for (int c = 0; c < CLASSES; c++) {
        next[(number[s] << CLASS_BITS) | c] = (char) number[children.get(s)[c]];
      }
      if (number[s] >= firstEnding) {
        endings[number[s] - firstEnding] = ends.get(s).toArray(new ProbeWord[0]);
      }
    }
  }

  /** Gives every byte that occurs in a word a class of its own; 0 is for all others. */
  private void name(List<ProbeWord> words) {
    int named = 0;
    for (ProbeWord word : words) {
      for (int i = 0; i < word.text().length(); i++) {
        char c = word.text().charAt(i);
        if (classes[c] == 0) {
          classes[c] = (byte) ++named;
        }
      }
    }
    if (named >= CLASSES) {
      throw new IllegalArgumentException("words of " + named + " different characters");
    }
    for (char c = 'a'; c <= 'z'; c++) {
      classes[c - 32] = classes[c];
    }
    for (int c : new int[] {'+', '\t', 0x0b, 0x0c, 0xa0}) {
      classes[c] = classes[' '];
    }
    classes['\r'] = classes['\n'];
  }

  private static int grow(List<int[]> children, List<List<ProbeWord>> ends) {
    int[] none = new int[CLASSES];
    Arrays.fill(none, -1);
    children.add(none);
    ends.add(new ArrayList<>());
    return children.size() - 1;
  }

  /** Fills in where a byte leads that no word goes on with: to the longest suffix that is one. */
  private static void complete(List<int[]> children, List<List<ProbeWord>> ends) {
    int[] suffix = new int[children.size()];
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    for (int c = 0; c < CLASSES; c++) {
      int child = children.get(0)[c];
      if (child < 0) {
        children.get(0)[c] = 0;
      } else {
        queue.add(child);
      }
    }
    while (!queue.isEmpty()) {
      int state = queue.remove();
      ends.get(state).addAll(ends.get(suffix[state]));
      for (int c = 0; c < CLASSES; c++) {
        int child = children.get(state)[c];
        int fallen = children.get(suffix[state])[c];
        if (child < 0) {
          children.get(state)[c] = fallen;
        } else {
          suffix[child] = fallen;
          queue.add(child);
        }
      }
    }
  }

  private static int number(List<List<ProbeWord>> ends, int[] number) {
    int at = 0;
    for (int pass = 0; pass < 2; pass++) {
      for (int s = 0; s < number.length; s++) {
        if (ends.get(s).isEmpty() == (pass == 0)) {
          number[s] = at++;
        }
      }
    }
    return number.length - (int) ends.stream().filter(e -> !e.isEmpty()).count();
  }

  /** The state after one more byte; 0 at the start. */
  int step(int state, byte c) {
    return next[(state << CLASS_BITS) | classes[c & 0xff]];
  }

  /** Whether a word ends here. */
  boolean ends(int state) {
    return state >= firstEnding;
  }

  /** The words that end here. */
  ProbeWord[] endings(int state) {
    return endings[state - firstEnding];
  }
}
