package io.gatewatch.ingest.routes;

import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.catalog.LearnedPaths;
import io.gatewatch.ingest.catalog.OperationNames;
import io.gatewatch.ingest.catalog.RequestPath;
import java.util.ArrayList;
import java.util.List;

/** A template in the making, segment by segment. */
final class TemplateDraft {
  private static final String ID = "/{id}";
  private static final String NO_WORD_BEFORE = "object";

  private final StringBuilder route;
  private final List<String> words = new ArrayList<>();
  private final List<RawObject> objects = new ArrayList<>(2);
  private LearnedPaths.Place place;
  private PathWord lastWord;
  private Sensitivity sensitivity = Sensitivity.LOW;
  private boolean afterWord;

  /**
   * A template of a path.
   *
   * @param length how long it may become
   * @param start what was learned of paths from their start on; null for nothing
   */
  TemplateDraft(int length, LearnedPaths.Place start) {
    route = new StringBuilder(length);
    place = start;
  }

  /** Takes a segment that stands in a path from one index up to another: a word, or an id. */
  void add(String path, int from, int to) {
    PathWord seen = PathWord.seen(path, from, to);
    String segment = seen == null ? path.substring(from, to) : seen.text();
    boolean learned = place != null && place.kind() != null;
    boolean word = learned ? isLearnedWord(segment, seen) : isWord(segment, seen);
    if (word) {
      addWord(seen == null ? PathWord.of(segment) : seen);
    } else {
      route.append(ID);
      String kind = learned ? place.kind() : kindBefore();
      objects.add(new RawObject(kind, RequestPath.decoded(segment)));
    }
    afterWord = word;
    place = place == null ? null : place.behind(segment, word);
  }

  /** Takes a parameter under its own name, with the id that stands there; null without. */
  void addParameter(String parameter, String id) {
    route.append('/').append(parameter);
    if (id != null) {
      objects.add(new RawObject(kindBefore(), RequestPath.decoded(id)));
    }
    afterWord = false;
  }

  void addRest() {
    route.append("/{rest}");
  }

  RouteTemplate build() {
    String template = route.isEmpty() ? "/" : route.toString();
    return new RouteTemplate(template, words, objects, sensitivity, null);
  }

  private boolean isWord(String segment, PathWord seen) {
    PathWord before = afterWord ? lastWord : null;
    return seen == null ? PathWords.isWord(segment, before) : seen.isWordAfter(before);
  }

  private boolean isLearnedWord(String segment, PathWord seen) {
    return place.isWord(segment)
        || (seen == null ? SubResources.contains(segment) : seen.subResource());
  }

  private void addWord(PathWord word) {
    route.append('/').append(word.text());
    if (!word.version()) {
      words.add(word.text());
      sensitivity = OperationNames.higher(sensitivity, word.sensitivity());
      lastWord = word;
    }
  }

  private String kindBefore() {
    return lastWord == null ? NO_WORD_BEFORE : lastWord.kind();
  }
}
