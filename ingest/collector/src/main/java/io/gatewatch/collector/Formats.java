package io.gatewatch.collector;

import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.kong.KongParser;
import io.gatewatch.ingest.masking.Masker;
import io.gatewatch.ingest.masking.MaskingKeys;
import java.util.List;
import java.util.function.Supplier;

/** The formats this collector reads, and how to make a parser for each. */
final class Formats {
  private final MaskingKeys keys;

  Formats(MaskingKeys keys) {
    this.keys = keys;
  }

  static List<String> names() {
    return List.of(KongParser.FORMAT);
  }

  /** A maker of parsers, each for one thread; null when the format is not known. */
  Supplier<LineParser> parsers(String format) {
    return format.equals(KongParser.FORMAT) ? () -> new KongParser(new Masker(keys)) : null;
  }
}
