package io.gatewatch.ingest.catalog;

import io.gatewatch.ingest.catalog.PathSegment.Form;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where traffic has shown ids that look like words. {@code /users/{id:user}} says that what follows
 * {@code /users} is an id; {@code /users/me} beside it, that this word is none. Prefixes are masked
 * routes: ids in them are {@code {id}}. Immutable.
 */
public final class LearnedPaths {
  /** Knows nothing. */
  public static final LearnedPaths NONE = of(List.of());

  private final Place root = new Place();

  private LearnedPaths() {}

  /** Learned paths by their notation, see {@link PathPattern}. */
  static LearnedPaths of(List<String> notations) {
    LearnedPaths paths = new LearnedPaths();
    notations.forEach(notation -> paths.root.add(PathPattern.of(notation).segments()));
    return paths;
  }

  /** Where a path starts; null when nothing is learned. */
  public Place start() {
    return root.isEmpty() ? null : root;
  }

  /** A place in a path, before its next segment. */
  public static final class Place {
    private final Map<String, Place> words = new HashMap<>();
    private Place id;
    private String kind;

    /** Kind of the ids that stand here; null when nothing is known of this place. */
    public String kind() {
      return kind;
    }

    /** Whether this word, here, was seen to be none of the ids. */
    public boolean isWord(String segment) {
      return words.containsKey(segment);
    }

    /** The place behind a word or an id; null when nothing is learned from there on. */
    public Place behind(String segment, boolean word) {
      return word ? words.get(segment) : id;
    }

    private boolean isEmpty() {
      return words.isEmpty() && id == null;
    }

    private void add(List<PathSegment> segments) {
      Place at = this;
      for (int i = 0; i < segments.size(); i++) {
        PathSegment segment = segments.get(i);
        if (segment.form() == Form.WORD) {
          at = at.words.computeIfAbsent(segment.text(), word -> new Place());
        } else {
          at.id = at.id == null ? new Place() : at.id;
          boolean last = i + 1 == segments.size();
          at.kind = last && at.kind == null ? segment.kind() : at.kind;
          at = at.id;
        }
      }
    }
  }
}
