package io.gatewatch.detectors;

import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.View;

/** The contexts of recent rounds, as far as they are known. */
@FunctionalInterface
public interface Contexts {
  /** What a view looked like in a round; null when nobody touched it then. */
  ContextEntry find(View view, long round);
}
