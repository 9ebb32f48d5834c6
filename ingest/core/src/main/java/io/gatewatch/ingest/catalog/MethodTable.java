package io.gatewatch.ingest.catalog;

import java.util.ArrayList;
import java.util.List;

/** The operations of one path, by method. Filled once, then only read. */
final class MethodTable {
  private final List<Entry> entries = new ArrayList<>(0);

  /**
   * An operation and where it came from.
   *
   * @param versioned whether its template needs the versions of the path
   */
  record Entry(String method, CatalogMatch match, boolean versioned, String source) {}

  /** The operation of a method, HEAD being GET where it has none; any for null; null for none. */
  Entry get(String method) {
    Entry get = null;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (method == null || entry.method.equals(method)) {
        return entry;
      }
      get = entry.method.equals("GET") ? entry : get;
    }
    return "HEAD".equals(method) ? get : null;
  }

  /** Adds an operation, or gives back the one that was there before it. */
  Entry addOrPresent(Entry added) {
    for (Entry entry : entries) {
      if (entry.method.equals(added.method)) {
        return entry;
      }
    }
    entries.add(added);
    return null;
  }
}
