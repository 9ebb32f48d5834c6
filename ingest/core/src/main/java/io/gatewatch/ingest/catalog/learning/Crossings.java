package io.gatewatch.ingest.catalog.learning;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Tells places that learned templates cover: where ids were learned, and behind any such id. */
final class Crossings {
  private final Set<String> ids = new HashSet<>();
  private final Set<String> words = new HashSet<>();

  Crossings(Collection<String> learned) {
    for (String path : learned) {
      int last = path.lastIndexOf('/');
      if (path.startsWith("{", last + 1)) {
        ids.add(masked(path.substring(0, last)));
      } else {
        words.add(masked(path));
      }
    }
  }

  /** Whether the next segment at this prefix, or a word in it, is known to be an id. */
  boolean covers(String prefix) {
    if (ids.contains(prefix)) {
      return true;
    }
    for (int slash = prefix.indexOf('/', 1); slash >= 0; slash = prefix.indexOf('/', slash + 1)) {
      if (isIdOf(prefix.substring(0, slash))) {
        return true;
      }
    }
    return isIdOf(prefix);
  }

  private boolean isIdOf(String path) {
    int last = path.lastIndexOf('/');
    return last >= 0
        && !path.startsWith("{", last + 1)
        && ids.contains(path.substring(0, last))
        && !words.contains(path);
  }

  /** Learned prefixes name the kinds of their ids; masked routes do not. */
  private static String masked(String path) {
    StringBuilder out = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      int close = c == '{' ? path.indexOf('}', i) : -1;
      out.append(close < 0 ? String.valueOf(c) : "{id}");
      i = close < 0 ? i : close;
    }
    return out.toString();
  }
}
