package io.gatewatch.ingest.identity;

import java.util.Arrays;

/**
 * What one line says about its caller, under the gateway's own names, such as {@code
 * authenticated_entity.id} or {@code jwt.azp}, in clear. Filled by a format, read once by its
 * {@link IdentityRule}s. Never stored, never logged, no {@code toString}.
 */
public final class IdentityFacts {
  private String[] names = new String[12];
  private String[] values = new String[12];
  private int size;

  /** Takes note of a fact; null and blank count as absent, and the last of a name wins. */
  public void note(String name, String value) {
    if (value == null || value.isBlank()) {
      return;
    }
    int at = indexOf(name);
    if (at < 0) {
      if (size == names.length) {
        names = Arrays.copyOf(names, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      at = size++;
      names[at] = name;
    }
    values[at] = value;
  }

  /** The value of a fact; null when the line does not say. */
  public String get(String name) {
    int at = indexOf(name);
    return at < 0 ? null : values[at];
  }

  /** A dozen names at most: a walk is quicker than a hash. */
  private int indexOf(String name) {
    for (int i = 0; i < size; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
