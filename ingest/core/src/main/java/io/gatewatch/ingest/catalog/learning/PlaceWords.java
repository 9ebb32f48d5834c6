package io.gatewatch.ingest.catalog.learning;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The different words that one agent used at one place: a sample of all, to count and compare; and
 * one of those that end as names of resources often do, so that an API's own words are not lost
 * among many ids. At most 5 kB.
 */
final class PlaceWords {
  static final String ID = "{id}";

  /** Version of the state from which on it says whether ids stand there; before, none were seen. */
  private static final int IDS_SINCE = 2;

  private final WordSample all = new WordSample();
  private final WordSample resources = new WordSample();
  private boolean ids;

  /** Adds a word, or {id} for an id that was told by its looks; how many entries that takes. */
  int add(String word) {
    if (word.equals(ID)) {
      ids = true;
      return 0;
    }
    int grown = all.add(word) ? 1 : 0;
    if (mayBeResource(word)) {
      grown += resources.add(word) ? 1 : 0;
    }
    return grown;
  }

  int addAll(PlaceWords other) {
    ids |= other.ids;
    return all.addAll(other.all) + resources.addAll(other.resources);
  }

  int size() {
    return all.size() + resources.size();
  }

  /** Whether ids that look like ids stand there too. */
  boolean hasIds() {
    return ids;
  }

  WordSample all() {
    return all;
  }

  /** All words that are in a sample. */
  Set<String> words() {
    Set<String> words = new TreeSet<>();
    for (WordSample sample : List.of(all, resources)) {
      for (int i = 0; i < sample.size(); i++) {
        words.add(sample.word(i));
      }
    }
    return words;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeBoolean(ids);
    all.writeTo(out);
    resources.writeTo(out);
  }

  static PlaceWords readFrom(DataInput in, int version) throws IOException {
    PlaceWords words = new PlaceWords();
    words.ids = version >= IDS_SINCE && in.readBoolean();
    words.all.addAll(WordSample.readFrom(in));
    words.resources.addAll(WordSample.readFrom(in));
    return words;
  }

  private static boolean mayBeResource(String word) {
    return word.endsWith("s") || word.endsWith("ion") || word.endsWith("y") || word.endsWith("ing");
  }
}
