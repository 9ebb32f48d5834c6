package io.gatewatch.ingest.probes;

import io.gatewatch.ingest.Exposure.Place;
import io.gatewatch.ingest.Probe;

/**
 * One line of {@code words.txt}.
 *
 * @param kind what the word is a sign of; null for a word that only makes the judge look closer
 * @param places where it counts, as bits of {@link Place}
 * @param check what must hold around it
 * @param text lower case
 */
record ProbeWord(Probe.Kind kind, int places, WordCheck check, String text) {

  /** The bit of a place. */
  @SuppressWarnings("EnumOrdinal")
  static int bit(Place place) {
    return 1 << place.ordinal();
  }

  /** The bit of a kind; 0 for none. */
  @SuppressWarnings("EnumOrdinal")
  static int bit(Probe.Kind kind) {
    return kind == null ? 0 : 1 << kind.ordinal();
  }
}
