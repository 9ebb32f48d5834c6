package io.gatewatch.ingest;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells equal lines that came together, in one body or one file, apart by numbering them. A line
 * without an id of the gateway's is named by its hash; without a number, calls that a log writes
 * alike within one second would be one call. The same lines in the same order give the same
 * numbers, so a body that is sent again is known again. Remembers the last 16,384 names, about 2
 * MB.
 */
public final class Repeats {
  static final int MOST = 1 << 14;

  private final Map<String, Integer> times = new LinkedHashMap<>();

  /** The name itself for the first line of that name, {@code name.2} for the second, and so on. */
  public String number(String name) {
    int number = times.merge(name, 1, Integer::sum);
    if (times.size() > MOST) {
      Iterator<String> oldest = times.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return number == 1 ? name : name + "." + number;
  }
}
