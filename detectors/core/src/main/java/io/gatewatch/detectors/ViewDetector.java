package io.gatewatch.detectors;

import io.gatewatch.features.ContextEntry;

/** Looks at what a round looked like for something that many share; holds no state of its own. */
public interface ViewDetector {
  /** What it finds in one round of one view; null when nothing new. */
  Detection inspect(ContextEntry entry, Versions versions);
}
