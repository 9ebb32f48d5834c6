package io.gatewatch.ingest.catalog;

/**
 * Words and what follows each, looked up by a part of a path without cutting it out. Open
 * addressing, at most half full; filled once, then only read.
 */
final class WordTable {
  private String[] words = new String[2];
  private PathNode[] nodes = new PathNode[2];
  private int size;

  /**
   * What follows the word that stands in a path from one index up to another; null for none.
   *
   * @param hash the word's {@link String#hashCode}
   */
  PathNode get(int hash, String path, int from, int to) {
    int slot = slot(hash);
    while (words[slot] != null) {
      String word = words[slot];
      if (word.length() == to - from && path.startsWith(word, from)) {
        return nodes[slot];
      }
      slot = (slot + 1) & (words.length - 1);
    }
    return null;
  }

  /** What follows a word, made when it is new. */
  PathNode getOrAdd(String word) {
    PathNode present = get(word.hashCode(), word, 0, word.length());
    if (present != null) {
      return present;
    }
    size++;
    if (size * 2 > words.length) {
      grow();
    }
    PathNode made = new PathNode();
    put(word, made);
    return made;
  }

  private void grow() {
    String[] oldWords = words;
    PathNode[] oldNodes = nodes;
    words = new String[oldWords.length * 2];
    nodes = new PathNode[oldNodes.length * 2];
    for (int i = 0; i < oldWords.length; i++) {
      if (oldWords[i] != null) {
        put(oldWords[i], oldNodes[i]);
      }
    }
  }

  private void put(String word, PathNode node) {
    int slot = slot(word.hashCode());
    while (words[slot] != null) {
      slot = (slot + 1) & (words.length - 1);
    }
    words[slot] = word;
    nodes[slot] = node;
  }

  private int slot(int hash) {
    return (hash ^ (hash >>> 15)) & (words.length - 1);
  }
}
