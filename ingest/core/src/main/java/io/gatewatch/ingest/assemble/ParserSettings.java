package io.gatewatch.ingest.assemble;

import static java.util.Objects.requireNonNull;

import io.gatewatch.ingest.book.IngestBook;
import io.gatewatch.ingest.config.IngestConfig;
import io.gatewatch.ingest.masking.MaskingKeys;
import java.util.function.Supplier;

/**
 * What every parser of a process shares.
 *
 * @param keys has the keys that ids are masked under; asked for every call, so that a key file can
 *     be read again while we run
 * @param config identity rules and trusted proxies
 * @param book what was in force when; asked anew for each call, so that whoever follows control may
 *     replace it while lines are read
 */
public record ParserSettings(
    Supplier<MaskingKeys> keys, IngestConfig config, Supplier<IngestBook> book) {
  public ParserSettings {
    requireNonNull(keys, "keys");
    requireNonNull(config, "config");
    requireNonNull(book, "book");
  }

  /** Settings under keys that stay. */
  public ParserSettings(MaskingKeys keys, IngestConfig config, Supplier<IngestBook> book) {
    this(() -> keys, config, book);
  }

  /** Settings without control records. */
  public ParserSettings(MaskingKeys keys, IngestConfig config) {
    this(keys, config, IngestBook::empty);
  }

  /** What ships, under these keys. */
  public static ParserSettings shipped(MaskingKeys keys) {
    return new ParserSettings(() -> keys, IngestConfig.shipped(), IngestBook::shipped);
  }
}
