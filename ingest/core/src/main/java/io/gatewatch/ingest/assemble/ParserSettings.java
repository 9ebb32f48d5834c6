package io.gatewatch.ingest.assemble;

import static java.util.Objects.requireNonNull;

import io.gatewatch.ingest.config.IngestConfig;
import io.gatewatch.ingest.masking.MaskingKeys;

/**
 * What every parser of a process shares.
 *
 * @param keys the keys that ids are masked under
 * @param config identity rules and trusted proxies
 */
public record ParserSettings(MaskingKeys keys, IngestConfig config) {
  public ParserSettings {
    requireNonNull(keys, "keys");
    requireNonNull(config, "config");
  }

  /** What ships, under these keys. */
  public static ParserSettings shipped(MaskingKeys keys) {
    return new ParserSettings(keys, IngestConfig.shipped());
  }
}
