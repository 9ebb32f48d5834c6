package io.gatewatch.alerting;

/**
 * JSON of {@code gatewatch.quotas} and {@code quotas.ndjson}: see schemas/quota-update.schema.json.
 */
public final class QuotaJson {
  private QuotaJson() {}

  /** One update as UTF-8 JSON on one line. */
  public static byte[] write(QuotaUpdate update) {
    return Json.write(update);
  }

  /**
   * Reads one update; unknown fields are passed over.
   *
   * @throws IllegalArgumentException when the bytes are no quota update
   */
  public static QuotaUpdate read(byte[] json) {
    return Json.read(json, QuotaUpdate.class);
  }
}
