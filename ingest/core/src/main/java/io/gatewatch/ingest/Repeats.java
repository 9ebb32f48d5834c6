package io.gatewatch.ingest;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells equal lines that came together, in one body or one file, apart by numbering them. A line
 * without an id of the gateway's is named by its hash; without a number, calls that a log writes
 * alike within one second would be one call. The same lines in the same order give the same
 * numbers, so a body that is sent again is known again. Remembers up to 16,384 names, about 2 MB,
 * and then begins anew: equal lines stand close together.
 */
public final class Repeats {
  static final int MOST = 1 << 14;

  private final Map<String, Integer> times = new HashMap<>();

  /** The name itself for the first line of that name, {@code name.2} for the second, and so on. */
  public String number(String name) {
    Integer before = times.put(name, 1);
    if (before == null) {
      forgetWhenFull(name);
      return name;
    }
    times.put(name, before + 1);
    return name + "." + (before + 1);
  }

  private void forgetWhenFull(String newest) {
    if (times.size() > MOST) {
      times.clear();
      times.put(newest, 1);
    }
  }
}
