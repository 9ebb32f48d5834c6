package io.gatewatch.ingest.routes;

import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.catalog.ObjectKind;
import io.gatewatch.ingest.catalog.OperationNames;
import io.gatewatch.ingest.catalog.VersionSegment;
import java.util.Locale;

/**
 * A word of a path, and what follows from it, worked out once: the words of an API are few, and
 * every call has some. Nothing but words that stay in templates is remembered, never an id.
 *
 * @param text as it stands in the path
 * @param plain whether it looks like a word where nothing is known of the place
 * @param known whether it is a sub-resource, an action or a version: what may stand where a secret
 *     or a name is expected
 * @param subResource whether it is a sub-resource: what may stand where a person is expected
 * @param version whether it is the version of an API
 * @param beforeSecret whether what follows is a secret or a name unless it is known
 * @param people whether what follows is a person unless it is a sub-resource
 * @param kind kind of the object that follows
 * @param sensitivity how much harm an operation of this name can do
 */
record PathWord(
    String text,
    boolean plain,
    boolean known,
    boolean subResource,
    boolean version,
    boolean beforeSecret,
    boolean people,
    String kind,
    Sensitivity sensitivity) {

  /**
   * The words seen last, one for each slot. Threads race for the slots, which is harmless: a word
   * is immutable, and whoever does not find it works it out again.
   */
  private static final PathWord[] SEEN = new PathWord[2048];

  /** What a word says. */
  static PathWord of(String text) {
    boolean subResource = SubResources.contains(text);
    boolean version = VersionSegment.matches(text);
    boolean known =
        subResource || version || PrivateSegments.isKnown(text.toLowerCase(Locale.ROOT));
    PathWord word =
        new PathWord(
            text,
            PathWords.isWord(text, null),
            known,
            subResource,
            version,
            PrivateSegments.follow(text),
            PathWords.isPeople(text),
            ObjectKind.ofWord(text),
            OperationNames.sensitivity(text));
    if (word.plain) {
      SEEN[slot(text.hashCode())] = word;
    }
    return word;
  }

  /** The plain word that stands in a path from one index up to another, if it was seen; or null. */
  static PathWord seen(String path, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + path.charAt(i);
    }
    PathWord word = SEEN[slot(hash)];
    boolean same =
        word != null && word.text.length() == to - from && path.startsWith(word.text, from);
    return same ? word : null;
  }

  /** Whether this plain word stays in the template, given the word before it (or null). */
  boolean isWordAfter(PathWord before) {
    if (before == null) {
      return true;
    }
    if (before.beforeSecret) {
      return known;
    }
    return !before.people || subResource;
  }

  private static int slot(int hash) {
    return (hash ^ (hash >>> 15)) & (SEEN.length - 1);
  }
}
