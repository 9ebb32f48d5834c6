package io.gatewatch.alerting;

/** JSON of {@code gatewatch.alerts} and {@code alerts.ndjson}: see schemas/alert.schema.json. */
public final class AlertJson {
  private AlertJson() {}

  /** One alert as UTF-8 JSON on one line. */
  public static byte[] write(Alert alert) {
    return Json.write(alert);
  }

  /**
   * Reads one alert; unknown fields are passed over.
   *
   * @throws IllegalArgumentException when the bytes are no alert
   */
  public static Alert read(byte[] json) {
    return Json.read(json, Alert.class);
  }
}
