package io.gatewatch.ingest.avro;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * The schemas of {@code gatewatch.calls}, as shipped in this jar under {@code avro/}. Fields are
 * only ever added, at the end and with a default; each version keeps its fingerprint.
 */
public final class LogEntrySchemas {
  /** Schema of {@link io.gatewatch.ingest.ApiCall}. */
  public static final Schema CALL = load("/avro/ApiCall.avsc");

  /** Its first version, without what was added since; still read. */
  public static final Schema CALL_1 = load("/avro/ApiCall-1.avsc");

  /** Its second version, without probes; still read. */
  public static final Schema CALL_2 = load("/avro/ApiCall-2.avsc");

  /** Its third version, without what catalogue and registry add; still read. */
  public static final Schema CALL_3 = load("/avro/ApiCall-3.avsc");

  /** Its fourth version, without the size of pages; still read. */
  public static final Schema CALL_4 = load("/avro/ApiCall-4.avsc");

  /** Schema of {@link io.gatewatch.ingest.Clock}. */
  public static final Schema CLOCK = load("/avro/Clock.avsc");

  /** Schema of {@link io.gatewatch.ingest.FeedReport}. */
  public static final Schema FEEDS = load("/avro/FeedReport.avsc");

  private LogEntrySchemas() {}

  /** All schemas, for publishing on control. */
  public static List<Schema> all() {
    return List.of(CALL, CALL_1, CALL_2, CALL_3, CALL_4, CLOCK, FEEDS);
  }

  /** CRC-64-AVRO of the schema's parsing canonical form. */
  public static long fingerprint(Schema schema) {
    return SchemaNormalization.parsingFingerprint64(schema);
  }

  private static Schema load(String resource) {
    try (InputStream in = LogEntrySchemas.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing in this jar: " + resource);
      }
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable in this jar: " + resource, e);
    }
  }
}
